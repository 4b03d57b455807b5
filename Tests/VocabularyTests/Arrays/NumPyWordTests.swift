import Answers
import Language
import Testing
import Vocabulary

/// Expected values are those of NumPy 2.4.6, run on the same lines.
@Suite("NumPy's words give what NumPy gives")
struct NumPyWordTests: SessionSuite {
    let session = Session(registry: Vocabulary.registry, permission: .everything)

    init() throws { _ = try session.evaluate("import numpy as np") }

    @Test func cubeRootsOfCubesAreExact() throws {
        #expect(try value("np.cbrt(27), np.cbrt(-27.0)") == "(np.float64(3.0), np.float64(-3.0))")
        #expect(try value("np.cbrt(np.arange(1, 200) ** 3.0).tolist() == np.arange(1.0, 200).tolist()") == "True")
        #expect(try value("np.cbrt([0.0, np.inf, 1e-300, 1e300]).tolist()") == "[0.0, inf, 1e-100, 1e+100]")
    }
}

/// Expected values are those of NumPy 2.4.6, run on the same lines.
@Suite("NumPy's words of places, pieces and grids")
struct NumPyPlaceTests: SessionSuite {
    let session = Session(registry: Vocabulary.registry, permission: .everything)

    init() throws {
        _ = try session.evaluate(
            "import numpy as np\na = np.array([[3, 1], [2, 5]])\nx = np.array([[1.0, 2.0], [3.0, 4.0]])")
    }

    @Test("nditer steps, tells where it is and writes: the gradient check of cs231n")
    func walks() throws {
        let seen = try value(
            """
            places = []
            it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
            while not it.finished:
                ix = it.multi_index
                x[ix] *= 2
                places.append(ix)
                it.iternext()
            places, x.tolist(), it.finished
            """)
        #expect(seen == "([(0, 0), (0, 1), (1, 0), (1, 1)], [[2.0, 4.0], [6.0, 8.0]], True)")
        _ = try session.evaluate(
            "with np.nditer(x, op_flags=[\"readwrite\"]) as walk:\n    for v in walk: v[...] = v + 1")
        #expect(try value("x.tolist()") == "[[3.0, 5.0], [7.0, 9.0]]")
        #expect(try value("[float(v) for v in np.nditer(x.T)]") == "[3.0, 5.0, 7.0, 9.0]")
        #expect(try value("[float(v) for v in np.nditer(x.T, order=\"C\")]") == "[3.0, 7.0, 5.0, 9.0]")
        #expect(try value("it = np.nditer(x, flags=[\"c_index\"])\n[it.index for v in it]") == "[0, 1, 2, 3]")
        #expect(
            try value("it = np.nditer(x.T, flags=[\"multi_index\"])\n[it.multi_index for v in it]")
                == "[(0, 0), (1, 0), (0, 1), (1, 1)]")
        #expect(message("np.nditer(x).multi_index") == "Iterator is not tracking a multi-index")
        #expect(message("np.nditer(x, flags=[\"bad\"])") == "Unexpected iterator global flag \"bad\"")
        #expect(throws: Diagnostic.self) { try value("for v in np.nditer(x): v[...] = 1") }
        #expect(
            try value("list(np.ndindex(2, 2)), list(np.ndindex((2, 1))), list(np.ndindex(0, 2))")
                == "([(0, 0), (0, 1), (1, 0), (1, 1)], [(0, 0), (1, 0)], [])")
    }

    @Test("places: partition, take_along_axis, put_along_axis, unravel_index, ravel_multi_index")
    func places() throws {
        #expect(
            try value("np.partition([3, 1, 2, 5, 4], 2)[2], np.argpartition([3, 1, 2], 1)[1]")
                == "(np.int64(3), np.int64(2))")
        #expect(message("np.argpartition([3, 1, 2], 5)") == "kth(=5) out of bounds (3)")
        #expect(try value("np.take_along_axis(a, np.array([[1], [0]]), axis=1).tolist()") == "[[1], [2]]")
        #expect(try value("np.take_along_axis(a, np.array([[1, 0]]), axis=0).tolist()") == "[[2, 1]]")
        #expect(try value("np.take_along_axis(a, np.array([1, 0]), axis=None).tolist()") == "[1, 3]")
        #expect(
            message("np.take_along_axis(a, np.array([[7], [0]]), axis=1)")
                == "index 7 is out of bounds for axis 1 with size 2")
        #expect(
            try value(
                "b = np.array([[1, 2], [3, 4]])\nnp.put_along_axis(b, np.array([[1], [0]]), 9, axis=1)\nb.tolist()")
                == "[[1, 9], [9, 4]]")
        #expect(
            try value("np.unravel_index(5, (2, 3)), np.unravel_index([1, 5], (2, 3))[1].tolist()")
                == "((np.int64(1), np.int64(2)), [1, 2])")
        #expect(message("np.unravel_index(6, (2, 3))") == "index 6 is out of bounds for array with size 6")
        #expect(
            try value("np.ravel_multi_index((1, 2), (2, 3)), np.ravel_multi_index(([0, 1], [1, 2]), (2, 3)).tolist()")
                == "(np.int64(5), [1, 5])")
        #expect(message("np.ravel_multi_index((2, 2), (2, 3))") == "invalid entry in coordinates array")
    }

    @Test("pieces: select, piecewise, heaviside, correlate, roots, vander")
    func pieces() throws {
        _ = try session.evaluate("q = np.array([1, 5, 9])\nh = np.array([-2.0, 0, 3])")
        #expect(try value("np.select([q < 3, q < 7], [q * 10, 0], default=-1)") == "array([10,  0, -1])")
        #expect(try value("np.select([[True, False]], [1.5], -1)") == "array([ 1.5, -1. ])")
        #expect(
            try value("np.select([q < 3, q < 7], [\"low\", \"mid\"], default=\"high\").tolist()")
                == "['low', 'mid', 'high']")
        #expect(try value("np.piecewise(h, [h < 0, h >= 0], [lambda v: -v, lambda v: v * 2])") == "array([2., 0., 6.])")
        #expect(
            try value(
                "np.piecewise(np.array([-2, 0, 3]), [h < 0], [-1, 1]), np.piecewise(np.array([-2, 0, 3]), [h < 0], [-1])"
            )
                == "(array([-1,  1,  1]), array([-1,  0,  0]))")
        #expect(try value("np.heaviside([-1.5, 0, 2], 0.5)") == "array([0. , 0.5, 1. ])")
        #expect(
            try value("[np.correlate([1, 2, 3], [0, 1, 0.5], m).tolist() for m in (\"valid\", \"full\", \"same\")]")
                == "[[3.5], [0.5, 2.0, 3.5, 3.0, 0.0], [2.0, 3.5, 3.0]]")
        #expect(
            try value("[np.correlate([1, 2], [1, 2, 3], m).tolist() for m in (\"valid\", \"full\", \"same\")]")
                == "[[8, 5], [3, 8, 5, 2], [8, 5, 2]]")
        #expect(
            try value("np.roots([1, -3, 2]).round(10).tolist(), np.roots([2, -4, 0]).tolist()")
                == "([2.0, 1.0], [2.0, 0.0])")
        #expect(throws: Diagnostic.self) { try value("np.roots([1, 0, 1])") }
        #expect(
            try value("np.vander([1, 2, 3]).tolist(), np.vander([1, 2, 3], 2, increasing=True).tolist()")
                == "([[1, 1, 1], [4, 2, 1], [9, 3, 1]], [[1, 1], [1, 2], [1, 3]])")
    }

    @Test("grids: mgrid, ogrid, indices, tri, dstack, windows")
    func grids() throws {
        #expect(try value("np.mgrid[0:3, 0:2].tolist()") == "[[[0, 0], [1, 1], [2, 2]], [[0, 1], [0, 1], [0, 1]]]")
        #expect(
            try value("np.mgrid[0:3].tolist(), np.mgrid[1:3, 0:4:2].tolist()")
                == "([0, 1, 2], [[[1, 1], [2, 2]], [[0, 2], [0, 2]]])")
        #expect(try value("[g.tolist() for g in np.ogrid[0:3, 0:2]]") == "[[[0], [1], [2]], [[0, 1]]]")
        #expect(try value("np.indices((2, 3)).tolist()") == "[[[0, 0, 0], [1, 1, 1]], [[0, 1, 2], [0, 1, 2]]]")
        #expect(
            try value("np.tri(2, 3, 1).tolist(), np.tri(2, dtype=int).tolist()")
                == "([[1.0, 1.0, 0.0], [1.0, 1.0, 1.0]], [[1, 0], [1, 1]])")
        #expect(try value("np.dstack([[1, 2], [3, 4]]).tolist()") == "[[[1, 3], [2, 4]]]")
        _ = try session.evaluate("from numpy.lib.stride_tricks import sliding_window_view")
        #expect(try value("sliding_window_view(np.arange(5), 3).tolist()") == "[[0, 1, 2], [1, 2, 3], [2, 3, 4]]")
        #expect(
            try value("sliding_window_view(np.arange(6).reshape(2, 3), 2, axis=1).tolist()")
                == "[[[0, 1], [1, 2]], [[3, 4], [4, 5]]]")
        #expect(
            message("sliding_window_view(np.arange(3), 5)") == "window shape cannot be larger than input array shape")
    }

    @Test("limits of dtypes, texts of numbers, options of printing, random texts")
    func limits() throws {
        #expect(
            try value("np.finfo(float).eps, np.finfo(np.float32).max, np.finfo(1.0).bits")
                == "(np.float64(2.220446049250313e-16), np.float32(3.4028235e+38), 64)")
        #expect(
            try value("np.iinfo(int).max, np.iinfo(np.int32).min, np.iinfo(np.uint8).max")
                == "(9223372036854775807, -2147483648, 255)")
        #expect(
            try value("str(np.finfo(np.float32))")
                == "'finfo(resolution=1e-06, min=-3.4028235e+38, max=3.4028235e+38, dtype=float32)'")
        #expect(message("np.finfo(int)") == "data type <class 'numpy.int64'> not inexact")
        #expect(try value("np.array([1, 2]).astype(str)") == "array(['1', '2'], dtype='<U21')")
        #expect(
            try value("np.array([1.5, 2]).astype(str), np.array([True]).astype(str)")
                == "(array(['1.5', '2.0'], dtype='<U32'), array(['True'], dtype='<U5'))")
        _ = try session.evaluate("with np.printoptions(precision=2): inside = str(np.array([1.23456]))")
        #expect(try value("inside, str(np.array([1.23456]))") == "('[1.23]', '[1.23456]')")
        #expect(try value("np.random.permutation([\"a\"])") == "array(['a'], dtype='<U1')")
        #expect(try value("np.random.default_rng(0).choice([\"a\"], 2)") == "array(['a', 'a'], dtype='<U1')")
        #expect(
            try value(
                "type(np.random.default_rng()).__name__, isinstance(np.random.default_rng(), np.random.Generator)")
                == "('Generator', True)")
        #expect(
            try value(
                "np.random.multinomial(10, [0.5, 0.5], size=3).sum(axis=1).tolist(), np.random.multinomial(1, [0.0, 1.0]).tolist()"
            )
                == "([10, 10, 10], [0, 1])")
        #expect(message("np.random.multinomial(1, [0.9, 0.2, 0.1])") == "sum(pvals[:-1]) > 1.0")
    }
}
