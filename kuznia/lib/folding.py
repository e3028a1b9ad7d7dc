"""Polish text inside a query, as `lib.text` has it outside."""

from django.db.models import CharField, Func

from kuznia.lib.text import WHOLE_LETTERS


def _folding() -> str:
    letters = {chr(sign): bare for sign, bare in WHOLE_LETTERS.items()}
    single = {sign: bare for sign, bare in letters.items() if len(bare) == 1}
    sql = f"translate(lower(%(expressions)s), '{''.join(single)}', '{''.join(single.values())}')"
    for sign in [sign for sign in letters if sign not in single]:
        sql = f"replace({sql}, '{sign}', '{letters[sign]}')"
    return rf"regexp_replace(normalize({sql}, NFD), '[\u0300-\u036f]', '', 'g')"


class Folded(Func):
    """The text as `fold` returns it, apart from the marks of alphabets that nobody here writes in."""

    template = _folding()
    output_field = CharField()


class PolishKey(Func):
    """The key that sorts by the Polish alphabet."""

    function = "kuznia_polish_key"
    output_field = CharField()
