"""Builds the kernels for CPUs where there is a C++ compiler; everything else is in pyproject.toml.

They are a plain shared library in the place of an extension module: without a compiler the program is installed all
the same, and computes with torch alone.
"""

from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

FOLDER = "rwkvchat/engine/kernels/source"

UNIX = [
    "-std=c++17",
    "-O3",
    "-g0",
    "-fvisibility=hidden",
    # The same sum is the same to the bit in every shape of loop only if no compiler joins a product and a sum of its
    # own accord; the sources say where it is to be done. Nothing here is compiled for this machine's processor alone.
    "-ffp-contract=off",
    "-fno-math-errno",
    "-fno-trapping-math",
    "-fno-wrapv",  # Python's own flags ask for the contrary, with which the products were slower on a Zen 4
    "-Wno-uninitialized",  # registers that an older compiler's own headers leave undefined on purpose
    "-Wno-maybe-uninitialized",
]
MICROSOFT = ["/std:c++17", "/O2", "/fp:precise"]


class SharedLibrary(build_ext):
    """Builds libraries that Python does not import."""

    def build_extension(self, ext: Extension) -> None:
        """With the flags of the compiler at hand."""
        ext.extra_compile_args = MICROSOFT if self.compiler.compiler_type == "msvc" else UNIX
        super().build_extension(ext)

    def get_export_symbols(self, ext: Extension) -> list[str]:
        """None but those that the sources name: there is no module to initialise."""
        return ext.export_symbols


setup(
    cmdclass={"build_ext": SharedLibrary},
    ext_modules=[
        Extension(
            "rwkvchat.engine.kernels._native",
            sources=sorted(map(Path.as_posix, Path(FOLDER).glob("*.cpp"))),
            depends=sorted(map(Path.as_posix, Path(FOLDER).glob("*.h"))),
            language="c++",
            optional=True,
        )
    ],
)
