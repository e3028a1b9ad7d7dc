# The yardstick of `make bench`, kept as it was given: it shows what this machine allows at best. Never tuned.
"""Floor app: the least Django that could do it (one file). Shows what two workers on this machine allow at best.
 /hello/  bare response, no middleware work;  /page/  session+auth+csrf middleware, 6 queries, ~15 KB template;
 /w/<id>/ public workshop page with a form; POST = conditional UPDATE + INSERT registration + INSERT mail outbox in one transaction, then redirect to /r/<token>/.
 Database bench, user bench; FLOOR_HOST (address or socket folder), FLOOR_PORT; `python floor.py migrate` makes the tables and rows; wsgi = floor:application"""
import os, sys, secrets
import django
from django.conf import settings
POOL = os.environ.get("FLOOR_POOL")
settings.configure(DEBUG=False, SECRET_KEY="x" * 50, ALLOWED_HOSTS=["*"], ROOT_URLCONF="floor", USE_TZ=True,
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions"],
    MIDDLEWARE=["django.middleware.security.SecurityMiddleware", "django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.common.CommonMiddleware",
                "django.middleware.csrf.CsrfViewMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware", "django.middleware.clickjacking.XFrameOptionsMiddleware"],
    DATABASES={"default": dict(ENGINE="django.db.backends.postgresql", NAME="bench", USER="bench", HOST=os.environ.get("FLOOR_HOST", "127.0.0.1"), PORT=os.environ.get("FLOOR_PORT", "55432"), CONN_MAX_AGE=None if not POOL else 0,
               OPTIONS={"pool": {"min_size": 1, "max_size": 4}} if POOL else {})},
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {"loaders": [("django.template.loaders.cached.Loader", [("django.template.loaders.locmem.Loader", {
        "base.html": "<!doctype html><html lang=cs><head><title>{% block t %}{% endblock %}</title></head><body><nav>{% for n in nav %}<a href='/{{ n.slug }}/'>{{ n.title }}</a>{% endfor %}</nav>{% block b %}{% endblock %}</body></html>",
        "page.html": "{% extends 'base.html' %}{% block t %}{{ ev.title }}{% endblock %}{% block b %}<h1>{{ ev.title }}</h1>{% for w in ws %}<article><h2>{{ w.title }}</h2><p>{{ w.descr }}</p><p>{{ w.starts|date:'j. F Y H:i' }} {{ w.taken }}/{{ w.seats }}</p>{% if w.taken < w.seats %}<a href='/w/{{ w.id }}/'>Register</a>{% else %}<b>Full</b>{% endif %}</article>{% endfor %}{% endblock %}",
        "w.html": "{% extends 'base.html' %}{% block b %}<h1>{{ w.title }}</h1><p>{{ w.descr }}</p><p>{{ w.taken }}/{{ w.seats }}</p>{% if w.taken < w.seats %}<form method=\"post\" action=\"/w/{{ w.id }}/\" class=\"register\">{% csrf_token %}<input name=\"name\"><input name=\"email\"><button>Register</button></form>{% else %}FULL{% endif %}{% endblock %}",
        "r.html": "{% extends 'base.html' %}{% block b %}<h1>CONFIRMED {{ r.0 }}</h1>{% endblock %}"})])],
        "context_processors": ["django.template.context_processors.request", "django.contrib.auth.context_processors.auth"]}}], LANGUAGE_CODE="cs", DEFAULT_AUTO_FIELD="django.db.models.BigAutoField")
django.setup()
from django.db import connection, models, transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
class M:
    app_label = "floor"
class Nav(models.Model):
    slug = models.SlugField(); title = models.TextField()
    class Meta(M): pass
class Event(models.Model):
    slug = models.SlugField(); title = models.TextField()
    class Meta(M): pass
class Workshop(models.Model):
    event = models.ForeignKey(Event, models.CASCADE); title = models.TextField(); descr = models.TextField(); starts = models.DateTimeField(); seats = models.IntegerField(); taken = models.IntegerField(default=0)
    class Meta(M): pass
class Registration(models.Model):
    workshop = models.ForeignKey(Workshop, models.CASCADE); name = models.TextField(); email = models.TextField(); token = models.CharField(max_length=32, unique=True); created = models.DateTimeField(auto_now_add=True)
    class Meta(M):
        constraints = [models.UniqueConstraint(fields=["workshop", "email"], name="one_seat")]
class Outbox(models.Model):
    to = models.TextField(); body = models.TextField(); created = models.DateTimeField(auto_now_add=True)
    class Meta(M): pass
def hello(r): return HttpResponse("hello")
def nav(): return list(Nav.objects.all())
def page(r):
    ev = Event.objects.get(slug="conf"); n = nav(); ws = list(Workshop.objects.filter(event=ev).order_by("id")[:20])
    Registration.objects.filter(workshop__event=ev, email="nobody").exists(); Outbox.objects.order_by("-id").first(); Event.objects.count()
    return render(r, "page.html", {"ev": ev, "ws": ws, "nav": n})
def w(r, pk):
    if r.method == "POST":
        t = secrets.token_urlsafe(12)
        with transaction.atomic():
            ok = Workshop.objects.filter(pk=pk, taken__lt=models.F("seats")).update(taken=models.F("taken") + 1)
            if ok:
                Registration.objects.create(workshop_id=pk, name=r.POST["name"], email=r.POST["email"], token=t)
                Outbox.objects.create(to=r.POST["email"], body="You are in.")
        return redirect("/r/%s/" % t) if ok else HttpResponse("FULL", status=409)
    return render(r, "w.html", {"w": Workshop.objects.get(pk=pk), "nav": nav()})
def done(r, t): return render(r, "r.html", {"r": Registration.objects.values_list("name").get(token=t), "nav": nav()})
urlpatterns = [path("hello/", hello), path("page/", page), path("w/<int:pk>/", w), path("r/<str:t>/", done)]
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
if __name__ == "__main__":
    from django.core.management import call_command
    from django.utils.timezone import now
    if sys.argv[1] == "migrate":
        call_command("migrate", verbosity=0)
        with connection.schema_editor() as s:
            for m in (Nav, Event, Workshop, Registration, Outbox): s.create_model(m)
        for i in range(8): Nav.objects.create(slug=f"s{i}", title=f"Section {i}")
        e = Event.objects.create(slug="conf", title="Conference")
        for i in range(20): Workshop.objects.create(event=e, title=f"Workshop {i}", descr="Lorem ipsum dolor sit amet. " * 22, starts=now(), seats=1000000 if i == 0 else 30)
    elif sys.argv[1] == "reset":
        Registration.objects.all().delete(); Outbox.objects.all().delete(); Workshop.objects.update(taken=0)
