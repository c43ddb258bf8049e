"""Convolution under Numba: functions of pointers, compiled once for a dtype and kept on disk, that call SciPy's BLAS.

What Numba compiles for a node is a few lines that call them by their names; the arithmetic is not compiled into the
program that uses it. It is that of ``_convolve``, whose patches are copied for a few rows of the output at a time; few
filters of few channels (``groups``) are moved over whole channels instead, without copies. In three dimensions the
patches of a plane of the image are copied once for all places that the filters have before them.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path
from types import FunctionType

import llvmlite.binding as llvm
import numba
import numpy as np
from numba import types
from numba.extending import get_cython_function_address, intrinsic
from pytensor.link.numba.cache import CACHED_SRC_FUNCTIONS
from pytensor.link.numba.dispatch.basic import numba_njit, register_funcify_and_cache_key

from theano_min._engine.called_back import numba_dispatch
from theano_min.tensor.nnet._convolution import Convolution

VERSION = sha256(Path(__file__).read_bytes()).hexdigest()
DIRECTIONS = {"forward": 0, "backprop weights": 1, "backprop inputs": 2}
BORDERS = {"valid": 0, "half": -1, "full": -2}
MAX_PATCHES = 2**16
FEW = 4  # filters of a group times its channels, which lie in a frame of zeros while the filters are moved over them
NO, YES = 0x4E4E4E4E, 0x54545454  # letters for BLAS, the same in any order of bytes

# what is to be done; axes are three, the first of length 1 for two
AXES = ("image", "filter", "output", "before", "after", "stride", "dilation")
NUMBERS = ("direction", "batch", "channels", "filters", "groups", "flip", "rows", "frame")
WAY = np.dtype([(name, np.int64, 3) for name in AXES] + [(name, np.int64) for name in NUMBERS])
WAYS, INT32S = types.CPointer(numba.from_dtype(WAY)), types.CPointer(types.int32)

# what `instance` gives a function of its own
gemm = shapes = arithmetic = of_planes = shape_of = NDIM = UNSHARED = None


def helper(function):
    return numba_njit(function, error_model="numpy")


def sums(function):
    """A helper whose sums are of any order, so that several terms are added at a time."""
    return numba_njit(function, error_model="numpy", fastmath={"reassoc", "contract"})


@intrinsic
def at(typingctx, pointer, offset):
    """The pointer to an element."""

    def codegen(context, builder, signature, args):
        return builder.gep(args[0], [args[1]])

    return pointer(pointer, types.int64), codegen


@helper
def places_in(lengths):
    return lengths[0] * lengths[1] * lengths[2]


# ---------------------------------------------------------------- shapes


def prepare(way):
    """Fill in what follows from the shapes; return 0, or the number of what is wrong with them."""
    d = numba.carray(way, 1)[0]
    for i in range(3):
        reach = (d.filter[i] - 1) * d.dilation[i] + 1
        for side in (d.before, d.after):
            if side[i] == -1:
                side[i] = reach // 2
            elif side[i] == -2:
                side[i] = reach - 1
        room = d.image[i] + d.before[i] + d.after[i] - reach
        length = room // d.stride[i] + 1 if room >= 0 else 0
        if d.direction == 0:
            d.output[i] = length
        elif d.output[i] != length or d.image[i] <= 0 or d.filter[i] <= 0:
            return 3
        if length <= 0:
            return 2
    divide(d)
    return 0


@helper
def divide(d):
    """Say how many rows of the output are computed at a time, and how many elements the frame of a channel has."""
    columns = d.output[2] * max(1, d.channels * places_in(d.filter))
    d.rows = max(1, min(d.output[0] * d.output[1], MAX_PATCHES // columns))
    d.frame = 0
    if d.direction == 2 or d.channels * d.filters > FEW * d.groups * d.groups or places_in(d.stride) > 1:
        return
    elements = 1
    for i in range(3):
        if d.before[i] < 0 or d.after[i] < 0:
            return
        elements *= d.image[i] + d.before[i] + d.after[i]
    if count_in(d) <= 2 * places_in(d.output) + FEW:
        d.frame = elements


@helper
def count_in(d):
    """How many elements of a frame lie from the first to the last over which one place of the filters is moved."""
    height, width = d.image[1] + d.before[1] + d.after[1], d.image[2] + d.before[2] + d.after[2]
    return ((d.output[0] - 1) * height + d.output[1] - 1) * width + d.output[2]


# ---------------------------------------------------------------- arithmetic


@helper
def copy_row(to, source, step, count):
    if step == 1:
        for i in range(count):
            to[i] = source[i]
    else:
        for i in range(count):
            to[i] = source[i * step]


@helper
def add_row(to, source, step, count):
    if step == 1:
        for i in range(count):
            to[i] += source[i]
    else:
        for i in range(count):
            to[i * step] += source[i]


@helper
def clear(to, count):
    for i in range(count):
        to[i] = 0


@helper
def patches(image, columns, d, first, last):
    """Copy an image's patches for some rows of the output into a matrix, or add them to the image."""
    back = d.direction == 2
    image0, image1, image2 = d.image[0], d.image[1], d.image[2]
    filter1, filter2 = d.filter[1], d.filter[2]
    rows, length = d.output[1], d.output[2]
    stride0, stride1, stride2 = d.stride[0], d.stride[1], d.stride[2]
    places = places_in(d.filter)
    width = (last - first) * length
    for channel in range(d.channels):
        for number in range(places - 1, -1, -1):
            place = places - 1 - number if d.flip else number
            x2 = place % filter2 * d.dilation[2] - d.before[2]
            x1 = place // filter2 % filter1 * d.dilation[1] - d.before[1]
            x0 = place // filter2 // filter1 * d.dilation[0] - d.before[0]
            start = min(length, (stride2 - 1 - x2) // stride2) if x2 < 0 else 0
            stop = length
            if x2 + (length - 1) * stride2 >= image2:
                stop = max(start, (image2 - 1 - x2) // stride2 + 1) if x2 < image2 else start
            to = at(columns, (channel * places + number) * width)
            for row in range(first, last):
                y0 = row // rows * stride0 + x0
                y1 = row % rows * stride1 + x1
                inside = y0 >= 0 and y0 < image0 and y1 >= 0 and y1 < image1
                source = at(image, ((channel * image0 + y0) * image1 + y1) * image2 + x2 + start * stride2)
                if back:
                    if inside:
                        add_row(source, at(to, start), stride2, stop - start)
                elif inside:
                    clear(to, start)
                    copy_row(at(to, start), source, stride2, stop - start)
                    clear(at(to, stop), length - stop)
                else:
                    clear(to, length)
                to = at(to, length)


@sums
def add_times(to, source, factor, count):
    for i in range(count):
        to[i] += factor * source[i]


@sums
def sum_of_products(a, b, count):
    total = a[0] * b[0]
    for i in range(1, count):
        total += a[i] * b[i]
    return total


@helper
def copy_rows(to, source, d, lengths, inwards):
    """Copy rows of some lengths into a frame, or out of it, where they lie a row of the frame apart."""
    height, width = d.image[1] + d.before[1] + d.after[1], d.image[2] + d.before[2] + d.after[2]
    length = lengths[2]
    for x0 in range(lengths[0]):
        for x1 in range(lengths[1]):
            far, near = (x0 * height + x1) * width, (x0 * lengths[1] + x1) * length
            if inwards:
                copy_row(at(to, far), at(source, near), 1, length)
            else:
                copy_row(at(to, near), at(source, far), 1, length)


@helper
def move(image, filters, output, frames, d):
    """Compute one image's output, or add to the gradient by the filters, a place of the filters at a time.

    It is moved over whole channels in their frames; between the rows of the output lies what does not count: it is
    left out, or zero.
    """
    channels, count, places = d.channels // d.groups, d.filters // d.groups, places_in(d.filter)
    height, width = d.image[1] + d.before[1] + d.after[1], d.image[2] + d.before[2] + d.after[2]
    start = (d.before[0] * height + d.before[1]) * width + d.before[2]
    moved, of_rows = count_in(d), at(frames, channels * d.frame)
    clear(frames, (channels + 1) * d.frame)
    for _ in range(d.groups):
        for channel in range(channels):
            copy_rows(at(frames, channel * d.frame + start), image, d, d.image, True)
            image = at(image, places_in(d.image))
        for _ in range(count):
            if d.direction == 0:
                clear(of_rows, moved)
            else:
                copy_rows(of_rows, output, d, d.output, True)
            for channel in range(channels):
                for number in range(places):
                    place = places - 1 - number if d.flip else number
                    x2 = place % d.filter[2] * d.dilation[2]
                    x1 = place // d.filter[2] % d.filter[1] * d.dilation[1]
                    x0 = place // d.filter[2] // d.filter[1] * d.dilation[0]
                    source = at(frames, channel * d.frame + (x0 * height + x1) * width + x2)
                    if d.direction == 0:
                        add_times(of_rows, source, filters[number], moved)
                    else:
                        filters[number] += sum_of_products(of_rows, source, moved)
                filters = at(filters, places)
            if d.direction == 0:
                copy_rows(output, of_rows, d, d.output, False)
            output = at(output, places_in(d.output))


def convolve(image, filters, output, columns, numbers, sizes, way):
    """Compute the output, or add to the gradient by the filters or the image; ``columns`` has room for patches."""
    d = numba.carray(way, 1)[0]
    direction, groups, length = d.direction, d.groups, d.output[2]
    places = places_in(d.output)
    if d.frame:
        for n in range(d.batch):
            of_image, of_output = n * d.channels * places_in(d.image), n * d.filters * places
            move(at(image, of_image), filters, at(output, of_output), columns, d)
        return
    rows, depth, count = places // length, d.channels // groups * places_in(d.filter), d.filters // groups
    # BLAS is told by pointers; it takes matrices of rows for transposed ones, so their order is the other way round
    no, yes, wide, many, deep, far = at(sizes, 0), at(sizes, 1), at(sizes, 2), at(sizes, 3), at(sizes, 4), at(sizes, 5)
    sizes[0], sizes[1], sizes[3], sizes[4], sizes[5] = NO, YES, count, depth, places
    one, zero = at(numbers, 0), at(numbers, 1)
    numbers[0], numbers[1] = 1, 0
    for _ in range(d.batch):
        for first in range(0, rows, d.rows):
            last = min(rows, first + d.rows)
            width = (last - first) * length
            sizes[2] = width
            if direction != 2:
                patches(image, columns, d, first, last)
            for group in range(groups):
                top = at(output, group * count * places + first * length)
                weights = at(filters, group * count * depth)
                cols = at(columns, group * depth * width)
                if direction == 0:
                    gemm(no, no, wide, many, deep, one, cols, wide, weights, deep, zero, top, far)
                elif direction == 1:
                    gemm(yes, no, deep, many, wide, one, cols, wide, top, far, one, weights, deep)
                else:
                    gemm(no, yes, wide, deep, many, one, top, far, weights, deep, zero, cols, wide)
            if direction == 2:
                patches(image, columns, d, first, last)
        image = at(image, d.channels * places_in(d.image))
        output = at(output, d.filters * places)


@helper
def plane_before(d, y, number):
    """The plane of the output for which this plane of the filters lies on plane ``y`` of the image, or -1."""
    x = d.filter[0] - 1 - number if d.flip else number
    z = y + d.before[0] - x * d.dilation[0]
    return z // d.stride[0] if z >= 0 and z % d.stride[0] == 0 and z // d.stride[0] < d.output[0] else -1


@helper
def gather(to, output, d, y, numbers, first, width):
    """Copy a group's output for some planes of the filters, ``width`` places from ``first`` on."""
    places, plane = places_in(d.output), d.output[1] * d.output[2]
    for number in range(numbers[0], numbers[1]):
        start = plane_before(d, y, number) * plane + first
        for i in range(d.filters // d.groups):
            copy_row(to, at(output, i * places + start), 1, width)
            to = at(to, width)


def convolve_planes(image, filters, output, columns, numbers, sizes, way):
    """The same in three dimensions, plane by plane of the image; the filters lie as `planes_of` has them.

    ``way`` says it of the whole, and then of a plane. The gradient by the filters is one matrix for planes of theirs
    next to each other, which takes BLAS less time, and lies as `put_together` takes it.
    """
    d, flat = numba.carray(way, 2)[0], numba.carray(way, 2)[1]
    direction, groups, length, rows = d.direction, d.groups, d.output[2], d.output[1]
    places = places_in(d.output)
    depth, count = d.channels // groups * places_in(flat.filter), d.filters // groups
    no, yes, wide, many, deep, far = at(sizes, 0), at(sizes, 1), at(sizes, 2), at(sizes, 3), at(sizes, 4), at(sizes, 5)
    every = at(sizes, 6)
    sizes[0], sizes[1], sizes[4], sizes[5], sizes[6] = NO, YES, depth, places, d.filter[0] * count
    one, zero = at(numbers, 0), at(numbers, 1)
    numbers[0], numbers[1] = 1, 0
    tops = at(columns, groups * depth * flat.rows * length)
    # zeros around the image count, as infinity times them does, but get no gradient
    around = (0, d.image[0]) if direction == 2 else (-d.before[0], d.image[0] + d.after[0])
    for _ in range(d.batch):
        for y in range(around[0], around[1]):
            for first in range(0, rows, flat.rows):
                last, is_used, stop = min(rows, first + flat.rows), False, 0
                width = (last - first) * length
                sizes[2] = width
                while stop < d.filter[0]:
                    start, stop = stop, stop + 1
                    if plane_before(d, y, start) < 0:
                        continue
                    while direction == 1 and stop < d.filter[0] and plane_before(d, y, stop) >= 0:
                        stop += 1
                    sizes[3] = (stop - start) * count
                    if not is_used and direction != 2:
                        patches(image, columns, flat, y * rows + first, y * rows + last)
                    for group in range(groups):
                        top = at(output, group * count * places)
                        cols = at(columns, group * depth * width)
                        if direction == 1:
                            gather(tops, top, d, y, (start, stop), first * length, width)
                            weights = at(filters, (group * depth * d.filter[0] + start) * count)
                            gemm(yes, no, many, deep, wide, one, tops, wide, cols, wide, one, weights, every)
                            continue
                        weights = at(filters, (group * d.filter[0] + start) * count * depth)
                        top = at(top, (plane_before(d, y, start) * rows + first) * length)
                        if direction == 0:
                            gemm(no, no, wide, many, deep, one, cols, wide, weights, deep, one, top, far)
                        else:
                            add = one if is_used else zero
                            gemm(no, yes, wide, deep, many, one, top, far, weights, deep, add, cols, wide)
                    is_used = True
                if is_used and direction == 2:
                    patches(image, columns, flat, y * rows + first, y * rows + last)
        image = at(image, d.channels * places_in(d.image))
        output = at(output, d.filters * places)


def convolve_unshared(image, filters, output, columns, numbers, sizes, way):
    """The same with filters for each place of the output, (filters, places, channels per group, places in a filter)."""
    d = numba.carray(way, 1)[0]
    direction, groups, length = d.direction, d.groups, d.output[2]
    places = places_in(d.output)
    rows, depth, count = places // length, d.channels // groups * places_in(d.filter), d.filters // groups
    for _ in range(d.batch):
        for first in range(0, rows, d.rows):
            last = min(rows, first + d.rows)
            width = (last - first) * length
            if direction == 2:
                clear(columns, groups * depth * width)
            else:
                patches(image, columns, d, first, last)
            for i in range(d.filters):
                cols = at(columns, i // count * depth * width)
                for j in range(width):
                    place = i * places + first * length + j
                    weights = at(filters, place * depth)
                    if direction == 0:
                        total = output[place] * 0
                        for k in range(depth):
                            total += weights[k] * cols[k * width + j]
                        output[place] = total
                    elif direction == 1:
                        for k in range(depth):
                            weights[k] += output[place] * cols[k * width + j]
                    else:
                        for k in range(depth):
                            cols[k * width + j] += weights[k] * output[place]
            if direction == 2:
                patches(image, columns, d, first, last)
        image = at(image, d.channels * places_in(d.image))
        output = at(output, d.filters * places)


# ---------------------------------------------------------------- what a node calls

KEPT: dict = {}  # code that goes on living


def instance(template, name, **names):
    """``template`` with other values of its global names, whose compiled form PyTensor's cache keeps by ``name``."""
    function = FunctionType(template.__code__, globals() | names, template.__name__)
    CACHED_SRC_FUNCTIONS[function] = f"{name}_{VERSION}"
    return function


def external(function, name, signature):
    """The function of pointers ``function`` as Numba code calls it: by its address, under this name."""
    KEPT[name] = numba.cfunc(signature, cache=True)(function)
    llvm.add_symbol(name, KEPT[name].address)
    return types.ExternalFunction(name, signature)


@cache
def prepared():
    name = "theano_min_convolution_shapes"
    return external(instance(prepare, name), name, types.int64(WAYS))


@cache
def convolved(dtype, kind):
    reals = types.CPointer(numba.from_dtype(np.dtype(dtype)))
    letter = {"float32": "s", "float64": "d"}[dtype]
    llvm.add_symbol(
        f"theano_min_{letter}gemm", get_cython_function_address("scipy.linalg.cython_blas", f"{letter}gemm")
    )
    arguments = [INT32S] * 5 + [reals, reals, INT32S, reals, INT32S, reals, reals, INT32S]
    gemm = types.ExternalFunction(f"theano_min_{letter}gemm", types.void(*arguments))
    name = f"theano_min_{kind.__name__}_{dtype}"
    function = instance(kind, name, gemm=gemm)
    return external(function, name, types.void(reals, reals, reals, reals, reals, INT32S, WAYS))


@sums
def is_finite(numbers):
    total = numbers[0] - numbers[0]
    for number in numbers:
        total += number - number
    return total == 0


@helper
def turned(way):
    """What ``way`` says of an image's gradient as what it is: a convolution of the output's by the filters turned."""
    result = way.copy()
    d, back = result[0], way[0]
    d.direction, d.channels, d.filters, d.flip = 0, back.filters, back.channels, 1 - back.flip
    for i in range(3):
        reach = (back.filter[i] - 1) * back.dilation[i]
        d.image[i], d.output[i] = back.output[i], back.image[i]
        d.before[i], d.after[i] = reach - back.before[i], reach - back.after[i]
    divide(d)
    return result


@helper
def exchanged(filters, d):
    """The filters as (channels, filters of a group, places), from (filters, channels of a group, places)."""
    lengths = d.groups, d.filters // d.groups, d.channels // d.groups, places_in(d.filter)
    return np.ascontiguousarray(filters.reshape(lengths).transpose((0, 2, 1, 3))).ravel()


@helper
def of_a_plane(way):
    """``way``, and what it says of the patches of one plane of the image."""
    both = np.concatenate((way, way))
    flat = both[1]
    flat.filter[0] = flat.stride[0] = flat.dilation[0] = 1
    flat.before[0] = flat.after[0] = 0
    flat.output[0] = flat.image[0]
    divide(flat)
    flat.rows = min(flat.rows, flat.output[1])
    return both


@helper
def planes_of(filters, way):  # not way[0], which does not keep it from being let go of
    """The filters as (groups, planes, filters of a group, channels of a group, places in a plane)."""
    d = way[0]
    lengths = d.groups, filters.size // (d.groups * places_in(d.filter)), d.filter[0], d.filter[1] * d.filter[2]
    return np.ascontiguousarray(filters.reshape(lengths).transpose((0, 2, 1, 3))).ravel()


@helper
def put_together(planes, way):
    """The filters from (groups, channels of a group, places in a plane, planes, filters of a group)."""
    d = way[0]
    lengths = d.groups, d.channels // d.groups, d.filter[1] * d.filter[2], d.filter[0], d.filters // d.groups
    return np.ascontiguousarray(planes.reshape(lengths).transpose((0, 4, 1, 3, 2))).ravel()


def run(first, second, lengths, geometry):
    """Convolve two arrays; ``lengths`` are those of the axes of what is computed, if it is a gradient."""
    way = geometry.copy()
    d = way[0]
    direction, groups = d.direction, d.groups
    # where the filters' shape is: at the end of it, before the output's
    of_first, of_second = first.ndim - NDIM, second.ndim - NDIM
    fits = True
    if direction == 0:
        d.batch, d.channels, d.filters = first.shape[0], first.shape[1], second.shape[0]
        fits = first.shape[1] == second.shape[of_second - 1] * groups
    elif direction == 1:
        d.batch, d.channels, d.filters = first.shape[0], first.shape[1], second.shape[1]
        fits = first.shape[0] == second.shape[0] and first.shape[1] % groups == 0
    else:
        d.batch, d.channels, d.filters = second.shape[0], first.shape[of_first - 1] * groups, first.shape[0]
        fits = first.shape[0] == second.shape[1]
    for i in range(NDIM):
        axis = 3 - NDIM + i
        d.image[axis] = lengths[i] if direction == 2 else first.shape[of_first + i]
        d.output[axis] = second.shape[of_second + i]
        if direction == 0:
            d.filter[axis] = second.shape[of_second + i]
        else:
            d.filter[axis] = lengths[i] if direction == 1 else first.shape[of_first + i]
    problem = shapes(way.ctypes)
    if UNSHARED and direction == 0:
        fits = fits and second.shape[1] == d.output[1] and second.shape[2] == d.output[2]
    elif UNSHARED and direction == 2:
        fits = fits and first.shape[1] == d.output[1] and first.shape[2] == d.output[2]
    if problem == 2:
        raise ValueError(
            "Convolution: the filters do not fit into the image, so that the output's shape is impossible."
        )
    if problem or not fits or d.filters % groups:
        raise ValueError(
            "Convolution: the shapes of image, filters and output do not fit together, or not the groups, the border "
            "mode, the subsample and the dilation."
        )
    result = np.zeros(shape_of(d), first.dtype)
    if first.size and second.size:
        image, filters, output = first.ravel().ctypes, second.ravel().ctypes, result.ravel().ctypes
        if direction == 1:
            filters, output = output, filters
        elif direction == 2:
            image, filters, output = output, image, filters
            back = turned(way)
            if (
                not UNSHARED and back[0].frame and is_finite(first.ravel())
            ):  # else the zeros around the output would count
                way, weights = back, exchanged(first, d)
                image, filters, output = output, weights.ctypes, image
        d = way[0]
        numbers, sizes = np.empty(2, first.dtype), np.empty(7, np.int32)
        if NDIM == 3 and d.filter[0] > 1 and not d.frame:
            both = of_a_plane(way)
            flat = both[1]
            columns = np.empty(
                flat.rows
                * flat.output[2]
                * (flat.channels * places_in(flat.filter) + d.filter[0] * (d.filters // groups)),
                first.dtype,
            )
            if direction == 1:
                planes = np.zeros(result.size, first.dtype)
            elif direction == 2:
                planes = planes_of(first, both)
            else:
                planes = planes_of(second, both)
            of_planes(image, planes.ctypes, output, columns.ctypes, numbers.ctypes, sizes.ctypes, both.ctypes)
            if direction == 1:
                result.ravel()[:] = put_together(planes, both)
            return result
        patches = d.rows * d.output[2] * d.channels * places_in(d.filter)
        columns = np.empty(max(patches, (d.channels // d.groups + 1) * d.frame), first.dtype)
        arithmetic(image, filters, output, columns.ctypes, numbers.ctypes, sizes.ctypes, way.ctypes)
        if direction == 1 and d.frame and not is_finite(result.ravel()):  # infinity times 0 counts, where 0 does not
            d.frame = 0
            result.ravel()[:] = 0
            arithmetic(image, filters, output, columns.ctypes, numbers.ctypes, sizes.ctypes, way.ctypes)
    return result


@helper
def leading(d):
    """The lengths of what is computed, before those of its axes."""
    if d.direction == 0:
        return d.batch, d.filters
    if d.direction == 1:
        return d.filters, d.channels // d.groups
    return d.batch, d.channels


@helper
def axes(d):
    return d.output if d.direction == 0 else d.filter if d.direction == 1 else d.image


def shape_2d(d):
    first, second = leading(d)
    return first, second, axes(d)[1], axes(d)[2]


def shape_3d(d):
    first, second = leading(d)
    return first, second, axes(d)[0], axes(d)[1], axes(d)[2]


def shape_of_unshared_filters(d):
    return d.filters, d.output[1], d.output[2], d.channels // d.groups, d.filter[1], d.filter[2]


@cache
def runner(shape_of, ndim, unshared, dtype):
    """``run`` for one number of axes and dtype, as Numba compiles it once for all nodes."""
    function = instance(
        run,
        f"theano_min_convolution_run_{shape_of.__name__}_{ndim}_{unshared}_{dtype}",
        NDIM=ndim,
        UNSHARED=unshared,
        shapes=prepared(),
        arithmetic=convolved(dtype, convolve_unshared if unshared else convolve),
        of_planes=convolved(dtype, convolve_planes if ndim == 3 else convolve_unshared if unshared else convolve),
        shape_of=helper(shape_of),
    )
    return numba_njit(function, cache=True)


# the lengths, from a vector of them, from scalars, or of nothing
LENGTHS = {
    (0, 2): lambda lengths: (0, 0),
    (0, 3): lambda lengths: (0, 0, 0),
    (1, 2): lambda lengths: (int(lengths[0][0]), int(lengths[0][1])),
    (1, 3): lambda lengths: (int(lengths[0][0]), int(lengths[0][1]), int(lengths[0][2])),
    (2, 2): lambda lengths: (int(lengths[0].item()), int(lengths[1].item())),
    (3, 3): lambda lengths: (int(lengths[0].item()), int(lengths[1].item()), int(lengths[2].item())),
}


def way_of(geometry, direction):
    """What is to be done, as far as it is known before the shapes."""
    ndim, border = geometry.ndim, geometry.border
    widths = [(BORDERS[border],) * 2] * ndim if isinstance(border, str) else geometry.padding((1,) * ndim)
    way = np.ones(1, WAY)  # an array, as Numba would make a program for each tuple
    way["before"] = way["after"] = 0
    way["before"][0, -ndim:], way["after"][0, -ndim:] = zip(*widths, strict=True)
    way["stride"][0, -ndim:], way["dilation"][0, -ndim:] = geometry.stride, geometry.dilation
    way["groups"], way["flip"], way["direction"] = geometry.groups, geometry.flip, DIRECTIONS[direction]
    return way


@register_funcify_and_cache_key(Convolution)
def numba_funcify_convolution(op, node, **kwargs):
    geometry, dtypes = op._geometry, {each.dtype for each in (*node.inputs[:2], *node.outputs)}
    if len(dtypes) > 1 or not dtypes <= {"float32", "float64"}:
        _, call_back = numba_dispatch()
        return call_back(op, node, **kwargs), None
    ndim, way = geometry.ndim, way_of(geometry, op._direction)
    shape_of = shape_2d if ndim == 2 else shape_3d
    if geometry.unshared and op._direction == "backprop weights":
        shape_of = shape_of_unshared_filters
    convolve = runner(shape_of, ndim, geometry.unshared, *dtypes)
    given = len(node.inputs) - 2
    as_lengths = helper(LENGTHS[given, ndim])

    @numba_njit
    def convolution(first, second, *lengths):
        first, second = np.ascontiguousarray(first), np.ascontiguousarray(second)
        return convolve(first, second, as_lengths(lengths), way)

    key = (VERSION, ndim, given, geometry.unshared, way.tobytes(), *dtypes)
    return convolution, sha256(repr(key).encode()).hexdigest()
