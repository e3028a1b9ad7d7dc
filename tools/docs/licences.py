"""What licence an installed package declares."""

from importlib import metadata

CLASSIFIER = "License :: OSI Approved :: "


def licence_of(name: str) -> str:
    """Return the licence as the package's own metadata gives it: expression, classifier, field or licence file."""
    about = metadata.metadata(name)
    classifiers = [
        each.removeprefix(CLASSIFIER)
        for each in about.get_all("Classifier") or []
        if each.startswith(CLASSIFIER)
    ]
    return (
        _field(about, "License-Expression")
        or ", ".join(classifiers)
        or _field(about, "License")
        or _licence_file(name)
    )


def _field(about: metadata.PackageMetadata, name: str) -> str:
    return next(iter(about.get_all(name) or []), "")


def _licence_file(name: str) -> str:
    """Return the title of the licence file, for a package that declares nothing else."""
    for file in metadata.files(name) or []:
        if file.name.upper().startswith("LICENSE"):
            return str(file.read_text().strip().splitlines()[0].strip())
    return "not declared"
