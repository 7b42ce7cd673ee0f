"""Small YAML files that people edit: one mapping, no key twice, nothing that is not plain data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tts.errors import BookError

_LARGEST = 8 * 2**20  # bytes


def read_mapping(path: Path) -> dict[str, Any]:
    """The mapping in a YAML file.

    Raises BookError, naming file and line, when it is missing, too large, malformed, no mapping, has a key
    twice, or uses anchors or tags.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise BookError(f"{path} is missing; put it back, or make it again") from None
    if len(content) > _LARGEST:
        raise BookError(f"{path} is larger than {_LARGEST >> 20} MiB; it cannot be what it should")
    try:
        return parse_mapping(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BookError(f"{path} is not UTF-8 ({error}); save it as UTF-8") from None
    except BookError as error:
        raise BookError(f"{path}: {error}") from None


def parse_mapping(text: str) -> dict[str, Any]:
    """The mapping in a YAML text. Raises BookError naming the line."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where it is there, ten times as fast
    try:
        for event in yaml.parse(text, Loader=loader):
            anchored = isinstance(event, yaml.NodeEvent) and event.anchor is not None
            if isinstance(event, yaml.AliasEvent) or anchored:
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise BookError(f"line {line}: anchors are not allowed; write the value out")
        root = yaml.compose(text, Loader=loader)
        _check_keys(root)
        data = yaml.load(text, Loader=loader)  # both are safe
    except yaml.YAMLError as error:
        raise BookError(f"it is not YAML: {' '.join(str(error).split())}") from None
    except ValueError as error:
        if isinstance(error, BookError):
            raise
        raise BookError(f"a value in it cannot be read ({error}); put it into quotes") from None
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise BookError("it must hold 'name: value' lines")
    return data


def _check_keys(node: Any) -> None:
    """Raise BookError where a mapping has a key twice."""
    import yaml

    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                line = key.start_mark.line + 1
                raise BookError(f"line {line}: {name[:80]!r} is given twice; keep one of them")
            seen.add(name)
            _check_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            _check_keys(each)
