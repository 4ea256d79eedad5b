"""Reads news dispatches, French and English, into sourced event records: the C library dragoman from Python.

    import dragoman
    with dragoman.Engine() as engine:
        reading = engine.read("La Russie a condamné lundi la France.", date="2021-08-23")
        for event in reading["events"]:
            print(event["event"], event["actor"], event["recipient"])

Needs the shared library that `make install` installs; DRAGOMAN_LIBRARY names another one, DRAGOMAN_DATA another folder
of packs. Nothing else is needed.
"""
import ctypes
import ctypes.util
import json
import os

__all__ = ["Engine", "Error", "version"]


class Error(Exception):
    """The engine could not be opened, or a document could not be read."""


class _Text(ctypes.Structure):
    _fields_ = [("p", ctypes.c_void_p), ("n", ctypes.c_size_t)]

    def bytes(self):
        return ctypes.string_at(self.p, self.n) if self.p else None


class _Options(ctypes.Structure):
    _fields_ = [(name, ctypes.c_char_p) for name in ("data_folder", "languages", "ontology", "actors")]


class _About(ctypes.Structure):
    _fields_ = [(name, ctypes.c_char_p) for name in ("id", "language", "date", "title", "url", "source")]


def _load():
    path = os.environ.get("DRAGOMAN_LIBRARY") or ctypes.util.find_library("dragoman") or "libdragoman.so.0"
    lib = ctypes.CDLL(path)
    for name, result, arguments in (
        ("version", ctypes.c_char_p, []),
        ("open", ctypes.c_void_p, [ctypes.POINTER(_Options), ctypes.c_char_p, ctypes.c_size_t]),
        ("close", None, [ctypes.c_void_p]),
        ("read", ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t, ctypes.POINTER(_About)]),
        ("read_conllu", ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t, ctypes.POINTER(_About)]),
        ("write", _Text, [ctypes.c_void_p, ctypes.c_char_p]),
        ("reading_free", None, [ctypes.c_void_p]),
    ):
        function = getattr(lib, "dragoman_" + name)
        function.restype, function.argtypes = result, arguments
    return lib


_lib = _load()


def version():
    """The version of the library that runs."""
    return _lib.dragoman_version().decode()


def _utf8(value):
    return None if value is None else str(value).encode("utf-8", "surrogateescape")


class Engine:
    """A loaded engine: read-only, may be shared by threads (reading lets other threads run). Close it, or use `with`."""

    def __init__(self, data_folder=None, languages=None, ontology=None, actors=None):
        error = ctypes.create_string_buffer(512)
        options = _Options(*map(_utf8, (data_folder, languages, ontology, actors)))
        self._engine = _lib.dragoman_open(ctypes.byref(options), error, len(error))
        if not self._engine:
            raise Error(error.value.decode("utf-8", "replace"))

    def write(self, text, format, *, conllu=False, **about):
        """The reading of one document in a format of the library ("json", "jsonl", "conllu", "html", "text"), as a string.

        `text` is a str or the document's bytes in UTF-8, Latin-1 or Windows-1252; `conllu` says that it is parsed already.
        `about`: id, language, date (YYYY-MM-DD), title, url, source."""
        if not self._engine:
            raise Error("the engine is closed")
        unknown = set(about) - {name for name, _ in _About._fields_}
        if unknown:
            raise TypeError(f"no such field of a document: {', '.join(sorted(unknown))}")
        data = text if isinstance(text, bytes) else _utf8(text)
        known = _About(**{name: _utf8(value) for name, value in about.items()})
        read = _lib.dragoman_read_conllu if conllu else _lib.dragoman_read
        reading = read(self._engine, data, len(data), ctypes.byref(known))
        if not reading:
            raise MemoryError("a document could not be read: out of memory")
        try:
            out = _lib.dragoman_write(reading, format.encode()).bytes()
        finally:
            _lib.dragoman_reading_free(reading)
        if out is None:
            raise ValueError(f"no such format: {format}")
        return out.decode()

    def read(self, text, **about):
        """The reading of one document as a dict of the schema dragoman/1 (docs/records.md)."""
        return json.loads(self.write(text, "json", **about))

    def events(self, text, **about):
        """Its events alone, each with its sentence, as `dragoman code` writes them."""
        return [json.loads(line) for line in self.write(text, "jsonl", **about).splitlines()]

    def close(self):
        if self._engine:
            _lib.dragoman_close(self._engine)
        self._engine = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def __del__(self):
        if getattr(self, "_engine", None):
            self.close()
