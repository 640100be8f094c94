"""Prints where pip would take a wheel from, so that the set-up can fetch it in a way that resumes; pip itself starts again.

It asks pip's own finder, because that knows the user's indexes, proxies and folders. pip promises nothing about its insides:
where this fails, the set-up lets pip do the download.
"""
import sys

from pip._internal.commands import create_command
from pip._internal.models.target_python import TargetPython

project, version, platform = sys.argv[1:4]
command = create_command("download")
options, _ = command.parse_args([project])
with command.main_context():
    session = command.get_default_session(options)
    target = TargetPython(platforms=[platform], py_version_info=(3, 11), implementation="cp")
    finder = command._build_package_finder(options=options, session=session, target_python=target)
    for candidate in finder.find_all_candidates(project):
        if str(candidate.version) == version and candidate.link.is_wheel:
            print(candidate.link.url_without_fragment)
            break
