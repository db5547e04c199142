"""All pictures that a page has and had. An owner can erase one, from everywhere."""

from dataclasses import dataclass
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.accounts.roles import is_owner
from services.baking.bake import remove_picture
from services.content.picture import Picture
from services.content.text import is_empty
from services.content.types import pictures_in
from services.models import Erasure, Publication
from services.publishing.erase_pictures import erase_picture
from services.publishing.snapshot import freeze, load


@dataclass(frozen=True)
class PictureEntry:
    """A picture that a page has or had; `text` is what was last said about it."""

    name: str
    text: str
    is_current: bool
    erasure: Erasure | None

    @property
    def picture(self):
        """Its files."""
        return Picture.named(self.name)


def entries_of(row):
    """The `PictureEntry`s of a page's working copy and publications, the newest first."""
    publications = Publication.objects.filter(page_key=row.key, retired=False)
    now, before = freeze(row), [load(one.kind, one.content) for one in publications]
    texts, current = {}, {getattr(holder, field) for holder, field, _prefix in pictures_in(now)}
    for content in [now, *before]:
        for holder, field, _prefix in pictures_in(content):
            if Picture.named(name := getattr(holder, field)):
                texts.setdefault(name, getattr(holder, f"{field}_text", ""))
    erasures = Erasure.objects.in_bulk(list(texts), field_name="picture")
    return [
        PictureEntry(name, text, name in current, erasures.get(name))
        for name, text in texts.items()
    ]


def pictures_view(model_admin, request, obj):
    """The page of all pictures that a page had; POST erases one."""
    may_erase = is_owner(request.user)
    if not model_admin.has_view_or_change_permission(request, obj):
        raise PermissionDenied
    entries = entries_of(obj)
    refused = ""
    if request.method == "POST":
        if not may_erase:
            raise PermissionDenied
        reason = request.POST.get("reason", "").strip().replace("\0", "")
        names = [entry.name for entry in entries if not entry.erasure]
        name = request.POST.get("picture", "")
        if name not in names:
            return HttpResponseRedirect(request.path)  # sent twice: it shows the marker now
        fits = len(reason) <= Erasure._meta.get_field("reason").max_length
        if fits and not is_empty(reason):
            erase_picture(name, by=request.user, reason=reason, now=timezone.now())
            done = _("Patients no longer see it.")
            transaction.on_commit(partial(remove_picture, name))
            transaction.on_commit(partial(model_admin.renew_pages, request, _("Deleted."), done))
            return HttpResponseRedirect(request.path)
        refused = name
    context = {
        **model_admin.context_of(request, obj),
        "title": _("Pictures of “%(name)s”") % {"name": obj},
        "pictures": entries,
        "may_erase": may_erase,
        "refused": refused,
    }
    return TemplateResponse(request, "admin/pictures.html", context)
