import Answers
import Foundation
import Language
import Testing
import Vocabulary

/// Expected values are those of NumPy 2.4.6, run on the same lines.
@Suite("What stands after the point of NumPy's functions, polynomials, and what writes to places")
struct NumPyEverydayTests {
    private let session = Session(registry: Vocabulary.registry, permission: .everything)

    init() throws { _ = try session.evaluate("import numpy as np") }

    @Test(arguments: [
        ("a = np.zeros((2, 4))\nb = a[:, :2].reshape(2, 2, 1)\nb[0] = 5\na[0]", "array([5., 5., 0., 0.])"),
        ("a = np.zeros(6)\na[::2].reshape(-1, 1)[:] = 1\na", "array([1., 0., 1., 0., 1., 0.])"),
        ("a = np.zeros(4)\na[::-1].reshape(2, 2)[0] = 3\na", "array([0., 0., 3., 3.])"),
        ("a = np.arange(6).reshape(2, 3)\na.T.reshape(3, 2, 1)[2] = 0\na", "array([[0, 1, 0],\n       [3, 4, 0]])"),
        ("a = np.zeros((2, 2))\na.T.reshape(-1)[:] = 1\na", "array([[0., 0.],\n       [0., 0.]])"),
        ("a = np.zeros((2, 4))\na[:, :3].reshape(6)[:] = 1\na.sum()", "np.float64(0.0)"),
        ("np.arange(12).reshape(3, 4)[:, 1:3].reshape(2, 3)", "array([[ 1,  2,  5],\n       [ 6,  9, 10]])"),
        ("np.zeros((0, 4))[:, :2].reshape(2, 0).shape", "(2, 0)"),
    ])
    func anArrayUnderAnotherShapeIsTheSameMemoryWhereStridesLeadThere(_ line: String, _ shown: String) throws {
        #expect(try session.evaluate(line).value.repr == shown)
    }

    @Test(arguments: [
        ("a = np.arange(5)\nnp.add.at(a, [0, 0, 2], 1)\na", "array([2, 1, 3, 3, 4])"),
        ("a = np.arange(5)\nnp.add.at(a, [0, 1], 0.5)\na", "array([0, 1, 2, 3, 4])"),
        ("a = np.array([0.5, 1.5, 2.5])\nnp.maximum.at(a, [0, 1, 1], [5.5, 1, 3])\na", "array([5.5, 3. , 2.5])"),
        (
            "a = np.array([[1, 2], [3, 4]])\nnp.subtract.at(a, ([0, 0], [1, 1]), 10)\na",
            "array([[  1, -18],\n       [  3,   4]])"
        ),
        ("a = np.arange(6)\nnp.multiply.at(a, slice(1, 3), 10)\na", "array([ 0, 10, 20,  3,  4,  5])"),
        ("a = np.arange(5)\nnp.negative.at(a, [0, 1])\na", "array([ 0, -1,  2,  3,  4])"),
        (
            "a = np.zeros((2, 3), dtype=np.float32)\nnp.add.at(a, [0, 0], np.arange(3.0))\na",
            "array([[0., 2., 4.],\n       [0., 0., 0.]], dtype=float32)"
        ),
        (
            "np.add.reduce([[1, 2], [3, 4]]), np.add.reduce([[1, 2], [3, 4]], axis=None), np.multiply.reduce([[1, 2], [3, 4]], axis=1)",
            "(array([4, 6]), np.int64(10), array([ 2, 12]))"
        ),
        (
            "np.add.reduce([[1, 2], [3, 4]], axis=None, keepdims=True), np.maximum.reduce([1, 5, 3]), np.logical_and.reduce([True, False])",
            "(array([[10]]), np.int64(5), np.False_)"
        ),
        (
            "np.subtract.reduce([5, 2, 1]), np.divide.reduce([8, 2, 2]), np.hypot.reduce([3.0, 4.0]), np.bitwise_or.reduce([1, 2, 4])",
            "(np.int64(2), np.float64(2.0), np.float64(5.0), np.int64(7))"
        ),
        (
            "np.add.reduce([1, 2], initial=10), np.maximum.reduce([1, 2], where=[True, False], initial=-1), np.add.reduce([])",
            "(np.int64(13), np.int64(1), np.float64(0.0))"
        ),
        (
            "np.add.reduce(np.ones((2, 3, 4)), axis=(0, 2)), np.fmin.reduce([np.nan, 1])",
            "(array([8., 8., 8.]), np.float64(1.0))"
        ),
        (
            "np.add.accumulate([[1, 2], [3, 4]]), np.multiply.accumulate([[1, 2], [3, 4]], axis=1)",
            "(array([[1, 2],\n       [4, 6]]), array([[ 1,  2],\n       [ 3, 12]]))"
        ),
        (
            "np.maximum.accumulate([3, 1, 4, 1, 5]), np.minimum.accumulate([[3, 1], [2, 5]], axis=1), np.divide.accumulate([8, 2, 2])",
            "(array([3, 3, 4, 4, 5]), array([[3, 1],\n       [2, 2]]), array([8., 4., 2.]))"
        ),
        (
            "np.power.accumulate([2, 3, 2]), np.logical_or.accumulate([False, True, False])",
            "(array([ 2,  8, 64]), array([False,  True,  True]))"
        ),
        (
            "np.add.outer([1, 2], [10, 20, 30]), np.equal.outer([1, 2], [1, 2]), np.subtract.outer(1, [1, 2])",
            "(array([[11, 21, 31],\n       [12, 22, 32]]), array([[ True, False],\n       [False,  True]]), array([ 0, -1]))"
        ),
        ("np.add.reduceat(np.arange(8), [0, 4, 1, 5])", "array([ 6,  4, 10, 18])"),
        (
            "np.divide([1.0, 2, 3], [0, 1, 2], out=np.zeros(3), where=[False, True, True]), np.add([1, 2], 1, dtype=float)",
            "(array([0. , 2. , 1.5]), array([2., 3.]))"
        ),
        (
            "np.poly1d([1, -3, 2]), np.poly1d([1, -3, 2])(2), np.poly1d([1, -3, 2]).roots, np.poly1d([0, 0, 5, 1]).order",
            "(poly1d([ 1, -3,  2]), np.int64(0), array([2., 1.]), 1)"
        ),
        (
            "str(np.poly1d([1, -3, 2])), str(np.poly1d([2.5, 0, -1], variable=\"t\")), str(np.poly1d([1, 0, 0, -1 / 3]))",
            "('   2\\n1 x - 3 x + 2', '     2\\n2.5 t - 1', '   3\\n1 x - 0.3333')"
        ),
        (
            "p = np.poly1d([1, 2])\nq = np.poly1d([1, 0, -1])\np * q, p + q, p - q, q / p, p ** 2, -p, 2 - p, p / 2, p[0], p[1], p[9], len(p), list(p)",
            "(poly1d([ 1,  2, -1, -2]), poly1d([1, 1, 1]), poly1d([-1,  1,  3]), (poly1d([ 1., -2.]), poly1d([3.])), poly1d([1, 4, 4]), poly1d([-1, -2]), poly1d([-1,  0]), poly1d([0.5, 1. ]), np.int64(2), np.int64(1), np.int64(0), 1, [np.int64(1), np.int64(2)])"
        ),
        (
            "p = np.poly1d([1, 2, 3])\np.deriv(), p.integ(), p.deriv(2), p.integ(m=2, k=1), p.coeffs, p.c, p([1, 2]), p(np.poly1d([1, 1])), p == np.poly1d([1, 2, 3])",
            "(poly1d([2, 2]), poly1d([0.33333333, 1.        , 3.        , 0.        ]), poly1d([2]), poly1d([0.08333333, 0.33333333, 1.5       , 1.        , 1.        ]), array([1, 2, 3]), array([1, 2, 3]), array([ 6, 11]), poly1d([1, 4, 6]), np.True_)"
        ),
        (
            "np.poly1d([1, 2], True), np.poly([1, 2]), np.polyder([1, 2, 3]), np.polyint([1, 2, 3]), np.polyder([5])",
            "(poly1d([ 1., -3.,  2.]), array([ 1., -3.,  2.]), array([2, 2]), array([0.33333333, 1.        , 3.        , 0.        ]), array([], dtype=int64))"
        ),
        (
            "np.polymul([1, 2], [1, 3]), np.polyadd([1, 2], [-1, 3]), np.polysub([1, 2], [1]), np.polydiv([1, 5, 6], [1, 2])",
            "(array([1, 5, 6]), array([0, 5]), array([1, 1]), (array([1., 3.]), array([0.])))"
        ),
        (
            "np.polyint([1, 2], 2, k=[3, 4]), np.polyint(np.poly1d([1, 2]))",
            "(array([0.16666667, 1.        , 3.        , 4.        ]), poly1d([0.5, 2. , 0. ]))"
        ),
        ("np.polyfit([0, 1, 2, 3], [1, 3, 7, 14], 1, w=[1, 1, 1, 0]).round(6)", "array([3.      , 0.666667])"),
        (
            "np.polyfit([0., 1., 2., 3.], [0., .8, .9, .1], 1, cov=True)[1].round(6)",
            "array([[ 0.0642, -0.0963],\n       [-0.0963,  0.2247]])"
        ),
        (
            "np.polyfit([0., 1., 2., 3.], [0., .8, .9, .1], 1, w=[1., 2, 1, 1], cov=True)[1].round(6).tolist()",
            "[[0.079041, -0.101624], [-0.101624, 0.191956]]"
        ),
        (
            "np.polyfit([0., 1., 2., 3.], [0., .8, .9, .1], 1, w=[1., 2, 1, 1], cov='unscaled')[1].round(6).tolist()",
            "[[0.184211, -0.236842], [-0.236842, 0.447368]]"
        ),
        (
            "from numpy.polynomial import Polynomial\nPolynomial([1, 2, 3]), Polynomial([1, 2, 3])(2), str(Polynomial([1, -2, 1 / 3])), Polynomial([2, -3, 1]).roots()",
            "(Polynomial([1., 2., 3.], domain=[-1.,  1.], window=[-1.,  1.], symbol='x'), np.float64(17.0), '1.0 - 2.0·x + 0.33333333·x²', array([1., 2.]))"
        ),
        (
            "from numpy.polynomial import Polynomial\np = Polynomial([2, -3, 1])\np * p, p + 1, p - p, 2 * p, -p, p ** 2, p / 2, p // Polynomial([-1, 1]), p % Polynomial([0, 1]), p.degree(), p.coef",
            "(Polynomial([  4., -12.,  13.,  -6.,   1.], domain=[-1.,  1.], window=[-1.,  1.], symbol='x'), Polynomial([ 3., -3.,  1.], domain=[-1.,  1.], window=[-1.,  1.], symbol='x'), Polynomial([0.], domain=[-1.,  1.], window=[-1.,  1.], symbol='x'), Polynomial([ 4., -6.,  2.], domain=[-1.,  1.], window=[-1.,  1.], symbol='x'), Polynomial([-2.,  3., -1.], domain=[-1.,  1.], window=[-1.,  1.], symbol='x'), Polynomial([  4., -12.,  13.,  -6.,   1.], domain=[-1.,  1.], window=[-1.,  1.], symbol='x'), Polynomial([ 1. , -1.5,  0.5], domain=[-1.,  1.], window=[-1.,  1.], symbol='x'), Polynomial([-2.,  1.], domain=[-1.,  1.], window=[-1.,  1.], symbol='x'), Polynomial([2.], domain=[-1.,  1.], window=[-1.,  1.], symbol='x'), 2, array([ 2., -3.,  1.]))"
        ),
        (
            "from numpy.polynomial import Polynomial\np = Polynomial([1, 2, 3])\np.deriv(), p.integ(), p.integ(k=[5]), p.deriv(3), p([0, 1]), p(Polynomial([0, 2]))",
            "(Polynomial([2., 6.], domain=[-1.,  1.], window=[-1.,  1.], symbol='x'), Polynomial([0., 1., 1., 1.], domain=[-1.,  1.], window=[-1.,  1.], symbol='x'), Polynomial([5., 1., 1., 1.], domain=[-1.,  1.], window=[-1.,  1.], symbol='x'), Polynomial([0.], domain=[-1.,  1.], window=[-1.,  1.], symbol='x'), array([1., 6.]), Polynomial([ 1.,  4., 12.], domain=[-1.,  1.], window=[-1.,  1.], symbol='x'))"
        ),
        (
            "from numpy.polynomial import Polynomial\nstr(Polynomial([1, 2], domain=[0, 4])), Polynomial([1, 2], domain=[0, 4])(4), Polynomial([1, 2], domain=[0, 4]).convert()",
            "('1.0 + 2.0·(-1.0 + 0.5x)', np.float64(3.0), Polynomial([-1.,  1.], domain=[-1.,  1.], window=[-1.,  1.], symbol='x'))"
        ),
        (
            "from numpy.polynomial import Polynomial\np = Polynomial.fit([0, 1, 2, 3], [1, 3, 7, 13], 2)\np.domain, p.convert().coef.round(6), Polynomial.fromroots([1, 2])",
            "(array([0., 3.]), array([1., 1., 1.]), Polynomial([ 2., -3.,  1.], domain=[-1.,  1.], window=[-1.,  1.], symbol='x'))"
        ),
        (
            "from numpy.polynomial import polynomial as P\nP.polyval(2, [1, 2, 3]), P.polyfit([0, 1, 2], [1, 3, 7], 2).round(6), P.polyadd([1, 2], [3, 4]), P.polymul([1, 1], [1, 1]), P.polyder([1, 2, 3]), P.polyroots([2, -3, 1])",
            "(np.float64(17.0), array([1., 1., 1.]), array([4., 6.]), array([1., 2., 1.]), array([2., 6.]), array([1., 2.]))"
        ),
        (
            "np.set_printoptions(sign=\"+\")\nstr(np.array([1.5, -2])), str(np.array([1, -2])), str(np.array([np.nan, np.inf]))",
            "('[+1.5 -2. ]', '[+1 -2]', '[+nan +inf]')"
        ),
        (
            "np.set_printoptions(sign=\"-\", precision=3)\nnp.get_printoptions()[\"precision\"], str(np.array([1.23456]))",
            "(3, '[1.235]')"
        ),
        (
            "np.set_printoptions(precision=8)\nnp.get_printoptions()[\"precision\"], np.get_printoptions()[\"sign\"]",
            "(8, '-')"
        ),
        (
            "np.histogram([1, 2, 1], bins=[0, 1, 2, 3]), np.histogram_bin_edges([1, 2, 3, 4], bins=2)",
            "((array([0, 2, 1]), array([0, 1, 2, 3])), array([1. , 2.5, 4. ]))"
        ),
        (
            "np.histogram2d([0, 1, 1, 2], [0, 1, 2, 2], bins=2)",
            "(array([[1., 0.],\n       [0., 3.]]), array([0., 1., 2.]), array([0., 1., 2.]))"
        ),
        (
            "np.histogram2d([0, 1, 1, 2], [0, 1, 2, 2], bins=[2, 3], range=[[0, 2], [0, 3]], density=True)",
            "(array([[0.25, 0.  , 0.  ],\n       [0.  , 0.25, 0.5 ]]), array([0., 1., 2.]), array([0., 1., 2., 3.]))"
        ),
        (
            "np.triu_indices(3), np.tril_indices(2), np.triu_indices(2, 1, 3), np.diag_indices(2), np.diagflat([1, 2], 1)",
            "((array([0, 0, 0, 1, 1, 2]), array([0, 1, 2, 1, 2, 2])), (array([0, 1, 1]), array([0, 0, 1])), (array([0, 0, 1]), array([1, 2, 2])), (array([0, 1]), array([0, 1])), array([[0, 1, 0],\n       [0, 0, 2],\n       [0, 0, 0]]))"
        ),
        (
            "np.arange(9).reshape(3, 3)[np.ix_([0, 2], [1, 2])], np.arange(9).reshape(3, 3)[np.triu_indices(3, k=1)]",
            "(array([[1, 2],\n       [7, 8]]), array([1, 2, 5]))"
        ),
        (
            "a = np.zeros((3, 3), int)\nnp.fill_diagonal(a, [1, 2, 3])\na",
            "array([[1, 0, 0],\n       [0, 2, 0],\n       [0, 0, 3]])"
        ),
        (
            "a = np.zeros((5, 2), int)\nnp.fill_diagonal(a, 7, wrap=True)\na",
            "array([[7, 0],\n       [0, 7],\n       [0, 0],\n       [7, 0],\n       [0, 7]])"
        ),
        (
            "np.extract([True, False, True], [1, 2, 3]), np.compress([True, False], [[1, 2], [3, 4]], axis=0), np.choose([0, 1, 0], [[1, 2, 3], [10, 20, 30]])",
            "(array([1, 3]), array([[1, 2]]), array([ 1, 20,  3]))"
        ),
        ("b = np.arange(5)\nnp.place(b, b > 2, [9])\nnp.putmask(b, b < 2, b + 7)\nb", "array([7, 8, 2, 9, 9])"),
        ("b = np.arange(5)\nnp.put(b, [0, 2], [5, 6])\nnp.copyto(b, 9, where=b == 6)\nb", "array([5, 1, 9, 3, 4])"),
        (
            "np.gcd(12, [18, 20]), np.lcm(4, [6, 10]), np.divmod([7, -8], 3), np.modf([0.5, -2.25]), np.sinc([0, 0.5]).round(6)",
            "(array([6, 4]), array([12, 20]), (array([ 2, -3]), array([1, 1])), (array([ 0.5 , -0.25]), array([ 0., -2.])), array([1.     , 0.63662]))"
        ),
        (
            "np.binary_repr(5), np.binary_repr(-3, 5), np.base_repr(255, 16), np.isposinf([1, np.inf]), np.ediff1d([1, 3, 7])",
            "('101', '11101', 'FF', array([False,  True]), array([2, 4]))"
        ),
        (
            "np.nanmedian([3, np.nan, 1]), np.nanpercentile([1, np.nan, 2], [25, 50]), np.nanprod([2, np.nan]), np.nancumsum([1, np.nan, 2]), np.nanmedian([[1, np.nan], [3, 4]], axis=0)",
            "(np.float64(2.0), array([1.25, 1.5 ]), np.float64(2.0), array([1., 1., 3.]), array([2., 4.]))"
        ),
        (
            "np.hanning(5), np.hamming(3), np.bartlett(3), np.blackman(3).round(6), np.hanning(1)",
            "(array([0. , 0.5, 1. , 0.5, 0. ]), array([0.08, 1.  , 0.08]), array([0., 1., 0.]), array([-0.,  1., -0.]), array([1.]))"
        ),
        (
            "np.broadcast_arrays([1, 2], [[1], [2]]), np.broadcast_shapes((2, 1), (1, 3)), np.atleast_3d([1, 2]).shape, np.resize([1, 2, 3], (2, 4)), np.trim_zeros([0, 1, 0])",
            "((array([[1, 2],\n       [1, 2]]), array([[1, 1],\n       [2, 2]])), (2, 3), (1, 2, 1), array([[1, 2, 3, 1],\n       [2, 3, 1, 2]]), [1])"
        ),
        (
            "np.block([[np.eye(2), np.zeros((2, 1))], [np.ones((1, 3))]]), np.rollaxis(np.ones((1, 2, 3)), 2).shape, np.unwrap([0, 3, 6.5, 7]).round(6)",
            "(array([[1., 0., 0.],\n       [0., 1., 0.],\n       [1., 1., 1.]]), (3, 1, 2), array([0.      , 3.      , 0.216815, 0.716815]))"
        ),
        (
            "np.array_equiv([1, 2], [[1, 2]]), np.issubdtype(np.ones(2).dtype, np.floating), np.issubdtype(int, np.floating), np.result_type(np.int32, np.float32)",
            "(True, True, False, dtype('float64'))"
        ),
        (
            "np.testing.assert_allclose([1.0], [1.0 + 1e-9]), np.testing.assert_array_equal([1, np.nan], [1, np.nan])",
            "(None, None)"
        ),
        (
            "np.linalg.slogdet([[2.0, 1], [1, 3]])[1].round(6), np.linalg.multi_dot([np.eye(2), [[1, 2], [3, 4]], [1, 1]]), np.linalg.svdvals([[2.0, 0], [0, 1]])",
            "(np.float64(1.609438), array([3., 7.]), array([2., 1.]))"
        ),
    ])
    func values(code: String, expected: String) throws {
        #expect(try session.evaluate(code).value.repr == expected, "\(code)")
    }

    @Test(arguments: [
        ("np.add.at(np.arange(3), [0, 1], [1, 2, 3])", "array is not broadcastable to correct shape"),
        ("np.add.at([1, 2], [0], 1)", "first operand must be array"),
        ("np.add.at(np.arange(3), [0, 9], 1)", "index 9 is out of bounds for axis 0 with size 3"),
        ("np.maximum.reduce([])", "zero-size array to reduction operation maximum which has no identity"),
        ("np.subtract.reduce([])", "zero-size array to reduction operation subtract which has no identity"),
        (
            "np.subtract.reduce([[1, 2], [3, 4]], axis=(0, 1))",
            "reduction operation 'subtract' is not reorderable, so at most one axis may be specified"
        ),
        ("np.sin.reduce([1])", "reduce only supported for binary functions"),
        ("np.add.accumulate(5)", "cannot accumulate on a scalar"),
        ("np.add.reduceat([1, 2], [5])", "index 5 out-of-bounds in add.reduceat [0, 2)"),
        (
            "np.divide([1, 2], [1, 2], out=np.zeros(2, int))",
            "Cannot cast ufunc 'divide' output from dtype('float64') to dtype('int64') with casting rule 'same_kind'"
        ),
        (
            "from numpy.polynomial import Polynomial\nPolynomial([1, 2]) + Polynomial([1], domain=[0, 1])",
            "Domains differ"
        ),
        (
            "np.copyto(np.zeros(2, int), [1.5, 2])",
            "Cannot cast array data from dtype('float64') to dtype('int64') according to the rule 'same_kind'"
        ),
    ])
    func refusals(code: String, expected: String) {
        do {
            let value = try session.evaluate(code).value
            Issue.record("\(code) gives \(value.brief)")
        } catch {
            let mistake = (error as? Diagnostic)?.mistake
            #expect((mistake?.pythonMessage ?? mistake?.problem) == expected, "\(code)")
        }
    }

    @Test("Several arrays go out to one file by their names and come back")
    func archives() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "arrays-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path + ".npz") }
        _ = try session.evaluate(
            """
            np.savez('\(path)', np.arange(3), m=np.eye(2, dtype=np.float32))
            with np.load('\(path).npz') as d: total = d['m'].sum()
            d = np.load('\(path).npz')
            """)
        #expect(
            try session.evaluate("d.files, d['arr_0'], d['m'].dtype, total, 'm' in d, [k for k in d], len(d)").value
                .repr
                == "(['arr_0', 'm'], array([0, 1, 2]), dtype('float32'), np.float32(2.0), True, ['arr_0', 'm'], 2)")
        #expect(throws: Diagnostic.self) { try session.evaluate("d['x']") }
        let careful = Session(registry: Vocabulary.registry)
        #expect(throws: Diagnostic.self) {
            try careful.evaluate("import numpy as np\nnp.savez('\(path)2', np.zeros(3))")
        }
        #expect(throws: Diagnostic.self, "by another name and over and over") {
            try careful.evaluate("import numpy as np\nf = np.savez\nfor k in range(2): f('\(path)2', np.zeros(3))")
        }
        #expect(!FileManager.default.fileExists(atPath: path + "2.npz"))
    }

    /// What NumPy 2.4.6 wrote with `np.savez_compressed(file, x=np.arange(4) / 2)`.
    @Test("Arrays that NumPy packed are read")
    func packed() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "packed-\(UUID().uuidString).npz").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let text =
            "UEsDBC0AAAAIAAAAIQBfwoPG//////////8FABQAeC5ucHkBABAAoAAAAAAAAABPAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loG6TZqGuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GiY6mjoKtQoUAC4GFPDAHkJ/gNI/7AFQSwECLQMtAAAACAAAACEAX8KDxk8AAACgAAAABQAAAAAAAAAAAAAAgAEAAAAAeC5ucHlQSwUGAAAAAAEAAQAzAAAAhgAAAAAA"
        try #require(Data(base64Encoded: text)).write(to: URL(filePath: path))
        #expect(try session.evaluate("np.load('\(path)')['x'].tolist()").value.repr == "[0.0, 0.5, 1.0, 1.5]")
    }

    @Test("Draws of the distributions have the shapes and means that belong to them")
    func draws() throws {
        _ = try session.evaluate("r = np.random.default_rng(1)")
        for (call, mean, width) in [
            ("lognormal(0, 0.5, 20000)", 1.1331, 0.03), ("laplace(1, 1, 20000)", 1, 0.05),
            ("logistic(1, 1, 20000)", 1, 0.06),
            ("gumbel(0, 1, 20000)", 0.5772, 0.05), ("triangular(0, 1, 3, 20000)", 1.3333, 0.03),
            ("weibull(2, 20000)", 0.8862, 0.02), ("pareto(5, 20000)", 0.25, 0.02), ("power(3, 20000)", 0.75, 0.01),
            ("rayleigh(1, 20000)", 1.2533, 0.03), ("chisquare(3, 20000)", 3, 0.1), ("standard_t(5, 20000)", 0, 0.05),
            ("f(4, 10, 20000)", 1.25, 0.06), ("geometric(0.25, 20000)", 4, 0.15),
            ("negative_binomial(3, 0.5, 20000)", 3, 0.12), ("hypergeometric(5, 15, 4, 20000)", 1, 0.04),
            ("standard_gamma(2, 20000)", 2, 0.06), ("standard_exponential(20000)", 1, 0.04),
        ] as [(String, Double, Double)] {
            let found = try #require(try session.evaluate("r.\(call).mean()").value.asDouble)
            #expect(abs(found - mean) < width, "\(call): \(found)")
        }
        #expect(
            try session.evaluate(
                "np.allclose(r.dirichlet([1, 2, 3], 5).sum(axis=1), 1), sorted(r.permuted([3, 1, 2]).tolist())"
            )
            .value.repr == "(True, [1, 2, 3])")
        #expect(
            try session.evaluate(
                "[len(s.random(3)) for s in r.spawn(2)], sorted(r.permuted([[1, 2], [3, 4]], axis=1)[1].tolist())"
            )
            .value.repr == "([3, 3], [3, 4])")
    }
}
