"""Static files: hashed, compressed, and public without the list of them."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage. Its list lies beside the folder, for whatever lies in it is public."""

    def __init__(self, *args, **kwargs):
        beside = FileSystemStorage(location=settings.STATIC_ROOT.parent)
        super().__init__(*args, manifest_storage=beside, **kwargs)

    def save_manifest(self):
        """Write the list; one that an older release has left in the folder goes."""
        super().save_manifest()
        self.delete(self.manifest_name)
