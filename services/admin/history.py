"""What happened to a page, in sentences; and the way back to any older version."""

from dataclasses import dataclass, replace
from datetime import timedelta

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import F
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from services.accounts.roles import is_owner, may_publish
from services.content.days import day_and_time, days_and_times
from services.content.markdown import words_and_links
from services.content.types import DateType, DocumentType, PageKeyType, PictureType, StructureType
from services.forms import row_number
from services.kinds import content_of, model_of
from services.models import Erasure, Publication, ReplacedDraft
from services.models.publication import name_of
from services.publishing import snapshot
from services.publishing.changes import changes, word_by_word
from services.publishing.lock import publishing_lock
from services.publishing.site import zone_of

from .edit_conflicts import record_edit
from .fields import titles_of_pages
from .status import statuses_of

PER_PAGE = 20
# So long a publication is undone from the form; later from the history.
JUST_NOW = timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    """One decision about a page: what was decided, by whom, and what changed with it.

    `diff` is [(label, [("same" | "out" | "in", text), ...]), ...]. `is_live` is whether patients read
    words that began with it, `stands` whether patients have met it or are going to. `way_back` is the id
    of the publication that undoes it, None if there is nothing to undo; `is_first` whether patients
    didn't see the page before.
    """

    publication: Publication
    sentence: str
    when: str
    diff: list
    is_live: bool
    is_planned: bool
    stands: bool
    way_back: int | None
    is_first: bool

    @property
    def history(self):
        """The name of the address where the page's versions are brought back."""
        return f"admin:services_{model_of(self.publication.kind)._meta.model_name}_history"

    @property
    def retire(self):
        """The name of the address where the page is taken away, which undoes its beginning; or empty."""
        model = model_of(self.publication.kind)
        can_retire = self.is_first and admin.site.get_model_admin(model).can_retire
        return f"admin:services_{model._meta.model_name}_retire" if can_retire else ""


def entries(publications, now):
    """The `Entry` of each of some publications (a queryset), in order: six queries, however many rows."""
    publications = list(publications.with_before())
    earlier = Publication.objects.in_bulk({p.before for p in publications if p.before})
    pages = {p.page_key for p in publications}
    of_pages = Publication.objects.filter(page_key__in=pages)
    in_force = of_pages.in_force(now).values_list("id", "same_content_as")
    begun_by = {origin or number for number, origin in in_force}
    plans = of_pages.filter(live_from__gt=F("made_at")).not_superseded()
    plans = dict(plans.values_list("id", "same_content_as"))
    called_off = {}
    for plan in _overtaken(publications):
        called_off.setdefault(plan.overtaken_by, []).append(plan)
    zone = zone_of(now)
    contents = _contents([*publications, *earlier.values()])
    results = []
    for p in publications:
        before = earlier.get(p.before)
        diff, was_public = _diff(p, before, contents), before is not None and not before.retired
        stands = p.live_from == p.made_at or p.id in plans
        # A plan that was made once more, at another address, isn't off.
        is_off = not stands and p.id not in plans.values()
        undone = p.id in begun_by and was_public and (diff or p.retired)
        results.append(
            Entry(
                publication=p,
                sentence=_sentence(p, before, diff, called_off.get(p.id, []), zone, is_off, now),
                when=day_and_time(p.made_at, zone, now),
                diff=diff,
                is_live=p.id in begun_by and not p.retired,
                is_planned=p.live_from > now and stands,
                stands=stands,
                way_back=before.id if undone else None,
                is_first=not was_public,
            )
        )
    return results


def _overtaken(publications):
    """The plans that some publications called off or took the place of, the next first."""
    plans = Publication.objects.filter(
        page_key__in={p.page_key for p in publications}, live_from__gt=F("made_at")
    ).with_overtaking()
    by = [p.id for p in publications]
    return plans.filter(overtaken_by__in=by).defer("content").order_by("live_from")


def _diff(publication, before, contents):
    """What changed with a publication, as `diff_of`; a new address isn't told word by word."""
    if publication.retired or before is None or before.retired:
        return []
    differences = changes(contents[before.id], contents[publication.id])
    if [change.field for change in differences] == ["slug"]:
        return []
    return diff_of(publication.kind, differences)


def _sentence(publication, before, diff, called_off, zone, is_off, now):
    """What somebody did, in a sentence that begins with who.

    `called_off` are the plans that it took the place of; `is_off` says whether it is such a plan itself.
    """
    was_public = before is not None and not before.retired
    values = {
        "who": publication.author_name,
        "drafter": publication.drafted_by,
        "day": day_and_time(publication.live_from, zone, now),
        "on_day": day_and_time(publication.live_from, zone, now, on=True),
        "days": days_and_times(called_off, zone, now),
        "old": before and before.path,
        "new": publication.path,
    }
    if publication.live_from > publication.made_at:
        if publication.same_content_as_id:
            text = _("%(who)s moved what was scheduled for %(day)s to the new web address.")
        elif is_off:
            text = _("%(who)s scheduled this version for %(day)s. The schedule was cancelled.")
        elif publication.live_from > now:
            text = _("%(who)s scheduled this version. It goes live %(on_day)s.")
        else:
            text = _("%(who)s scheduled this version for %(day)s.")
    elif publication.retired and was_public:
        text = _("%(who)s unpublished this.")
    elif was_public and not diff and publication.path != before.path:
        text = _("%(who)s changed the web address from %(old)s to %(new)s.")
    elif publication.retired or (called_off and was_public and not diff):
        text = _("%(who)s cancelled what was scheduled for %(days)s.")
    elif before is None and publication.author_id is None:
        text = _("Published automatically when the site was set up.")
    elif before is None:
        text = _("%(who)s first published this.")
    elif before.retired:
        text = _("%(who)s published this again.")
    elif diff:
        text = _("%(who)s published changes.")
    else:
        text = _("%(who)s published this again without changes.")
    if publication.drafted_by:
        text = f"{text} {_('The draft was by %(drafter)s.')}"
    return capfirst(text % values)


def diff_of(kind, differences):
    """Some `Change`s as staff read them: [(label, diff of `word_by_word`), ...]."""
    return [
        (label_of(kind, change), word_by_word(*_words_of(kind, change))) for change in differences
    ]


def unseen_diff(row, status):
    """What a working row says that patients don't see, as `diff_of`; empty if they see nothing of it.

    `status` is its `Status`.
    """
    if not (status.is_public and status.differs):
        return []
    public = _contents([status.in_force])[status.in_force.id]
    return diff_of(status.in_force.kind, changes(public, snapshot.freeze(row)))


def way_back(status, now):
    """The id of the publication that undoes what patients have seen of a page since a moment ago, or None.

    `status` is the page's `Status`. Where a draft says something else already, that is thrown away first.
    """
    if not status.is_public or status.differs:
        return None
    began = status.in_force.origin
    if now - began.live_from > JUST_NOW:
        return None
    [entry] = entries(Publication.objects.filter(pk=began.pk), now)
    return entry.way_back


def _model_of(kind, change):
    """The model that has a changed field: the page's, or that of its part."""
    model = model_of(kind)
    return model._meta.get_field(change.part).related_model if change.part else model


def label_of(kind, change):
    """The name of a changed field as its form has it: "How often: short version", "Effect 2: text"."""
    names = _model_of(kind, change)._meta
    if change.part:
        if not change.number:
            return _("%(parts)s: their order") % {"parts": capfirst(names.verbose_name_plural)}
        field = names.get_field(change.field).verbose_name
        part = f"{capfirst(names.verbose_name)} {change.number}"
        return part if field == names.verbose_name else f"{part}: {field}"
    field = names.get_field(change.field).verbose_name
    for section in admin.site.get_model_admin(names.model).sections:
        if section.heading and change.field in section.fields and len(section.fields) > 1:
            is_same = field.casefold() == section.heading.casefold()
            return section.heading if is_same else f"{section.heading}: {field}"
    return capfirst(field)


def _words_of(kind, change):
    """What a field said and says, as its reader would say it.

    Markdown is read as patients do; where links lead, if that has changed; its characters, if nothing else has.
    """
    typed = _words(kind, change, "before"), _words(kind, change, "after")
    if not change.type.is_markdown:
        return typed
    old, new = ([link.url for link in words_and_links(text)[1]] for text in typed)
    words = tuple(words_and_links(text, with_addresses=old != new)[0] for text in typed)
    return words if words[0] != words[1] else typed


def _words(kind, change, side):
    """What a field said, as its reader would say it."""
    value = getattr(change, side)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(change.type, PictureType):
        return _("another picture") if side == "after" and change.before else _("a picture")
    if isinstance(change.type, DocumentType):
        return _("another document") if side == "after" and change.before else _("a document")
    if isinstance(change.type, PageKeyType):
        return titles_of_pages().get(value, _("a page that was deleted"))
    if isinstance(change.type, StructureType):
        return change.type.in_words(value)
    if isinstance(change.type, DateType):
        return date_format(value, "j F Y")
    field = _model_of(kind, change)._meta.get_field(change.field)
    return str(dict(field.flatchoices).get(value, value))


def _contents(publications):
    """What publications say, by their ids, without what was erased since."""
    contents = snapshot.contents_of(publications)
    return {p.id: content for p, content in zip(publications, contents, strict=True) if content}


def history_view(model_admin, request, obj):
    """All decisions about a page, the latest first; POST brings a version back as a draft."""
    if not model_admin.has_view_or_change_permission(request, obj):
        raise PermissionDenied
    if request.method == "POST":
        if not model_admin.has_change_permission(request, obj):
            raise PermissionDenied
        return _bring_back(model_admin, request, obj)
    now = timezone.now()
    status = statuses_of([obj], now)[0]
    page = Paginator(
        Publication.objects.filter(page_key=obj.key).order_by("-id"), PER_PAGE
    ).get_page(request.GET.get("p"))
    context = {
        **model_admin.context_of(request, obj),
        "title": _("History of “%(name)s”") % {"name": obj},
        "status": status,
        "unseen": unseen_diff(obj, status),
        "page": page,
        "entries": entries(page.object_list, now),
        "kept": [
            (draft, day_and_time(draft.kept_at, status.zone, now, on=True))
            for draft in ReplacedDraft.objects.filter(page_key=obj.key)[:PER_PAGE]
        ],
        "erasures": Erasure.objects.filter(page_key=obj.key),
        "may_change": model_admin.has_change_permission(request, obj),
        "erase": model_admin.url_of("erase", obj) if is_owner(request.user) else "",
    }
    return TemplateResponse(request, "admin/history.html", context)


def _bring_back(model_admin, request, obj):
    """Make an older version the draft. A draft that nobody has published is kept in the history."""
    key, now = obj.key, timezone.now()
    with transaction.atomic():
        publishing_lock()
        older = _asked_for(request, key)
        if older is None:
            model_admin.message_user(request, _("This version no longer exists."), messages.WARNING)
            return HttpResponseRedirect(model_admin.url_of("history", obj))
        obj = model_admin.get_queryset(request).filter(pk=obj.pk).first()
        if obj is None:
            return HttpResponseRedirect(reverse("admin:index"))
        content = snapshot.load(older.kind, older.content)
        if content_of(older.kind).has_address:
            # Where the page is stays: an address changes by "Change address" alone.
            content = replace(content, slug=obj.slug)
        draft_was_kept = _keep(obj, request.user, now)
        row = snapshot.restore(content)
        status = statuses_of([row], timezone.now())[0]
        if status.differs:
            record_edit(row, request.user, now)
        else:
            # What is public is nobody's draft.
            type(row).objects.filter(pk=row.pk).update(saved_by="", saved_at=None)
    if status.differs:
        message = _("Restored as a draft. Publish to make it live.")
        if not may_publish(request.user):
            message = _("Restored as a draft. A publisher can make it live.")
    else:
        message = _("This is the live version again.")
    if draft_was_kept:
        message += " " + _("The previous draft is kept in the history.")
    # A draft alone has undone nothing yet, so this isn't said in passing.
    level = messages.WARNING if status.differs else messages.SUCCESS
    model_admin.message_user(request, message, level)
    return model_admin.back_to(row)


def _asked_for(request, key):
    """The publication or kept draft of the page `key` that a request names; None if there is none."""
    for name, rows in (
        ("publication", Publication.objects.filter(retired=False)),
        ("draft", ReplacedDraft.objects),
    ):
        if number := row_number(request.POST.get(name, "")):
            return rows.filter(page_key=key, pk=number).first()
    return None


def _keep(obj, user, now):
    """Keep what the working copy `obj` says if no publication says it; returns whether it was kept."""
    content = snapshot.freeze(obj)
    publications = Publication.objects.filter(page_key=obj.key, retired=False)
    if content in _contents(publications).values():
        return False
    ReplacedDraft.objects.create(
        kind=obj.kind,
        page_key=obj.key,
        content=snapshot.dump(content),
        author_name=name_of(user),
        kept_at=now,
    )
    return True
