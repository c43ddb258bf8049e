"""``theano.misc.strutil``: text of C code."""


def render_string(string, sub):
    """Return ``string % sub``. Errors: Exception that shows up to where it went well.

    Source: theano.misc.strutil.render_string.
    """
    try:
        return string % sub
    except Exception as error:
        for end in range(len(string) + 1):
            try:
                string[:end] % sub
            except Exception as first:
                if str(first) == str(error):
                    raise Exception(f"{string[:end]}<<<< caused exception {first}") from error
        raise


def pretty_format(string):
    """Return C code with each line indented by the braces that are open.

    Source: theano.misc.strutil.pretty_format.
    """
    lines, depth = [], 0
    for line in string.split("\n"):
        depth = max(0, depth - line.count("}"))
        lines.append("    " * depth + strip_leading_white_space(line))
        depth += line.count("{")
    return "\n".join(lines)


def strip_leading_white_space(line):
    """Return ``line`` without spaces and tabs in front. Source: theano.misc.strutil.strip_leading_white_space."""
    return line.lstrip(" \t")
