"""Where the drawn faces of colleagues and apps are found."""

from __future__ import annotations

_SIZES = (24, 32, 48, 72, 192, 512)


def face_path(face: str) -> str:
    """Give the path of a face on this server; without a face there is none."""
    return f"/static/faces/{face}.svg" if face else ""


def profile_images(face: str, host: str) -> dict[str, str]:
    """Give a profile's `image_*` fields; drawings serve every size.

    https://docs.slack.dev/reference/objects/user-object#profile
    """
    if not face:
        return {}
    return {f"image_{size}": f"http://{host}{face_path(face)}" for size in _SIZES}
