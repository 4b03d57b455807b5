import Answers
import Language
import Testing
import Vocabulary

/// Expected values are those of NumPy 2.4.6, run on the same lines.
@Suite("Words that go through arrays in blocks give NumPy's numbers")
struct ArrayBlockTests {
    private let session = Session(registry: Vocabulary.registry)

    init() throws { _ = try session.evaluate("import numpy as np") }

    @Test(
        "Lines",
        arguments: [
            (
                "np.gradient(np.array([[1., 4, 9, 16], [2, 3, 5, 7], [0, 1, 1, 2]]), [0, 1, 3], axis=0)",
                "array([[ 1.        , -1.        , -4.        , -9.        ],\n       [ 0.33333333, -1.        , -3.33333333, -6.83333333],\n       [-1.        , -1.        , -2.        , -2.5       ]])"
            ),
            (
                "np.gradient(np.array([[1., 4, 9, 16], [2, 3, 5, 7], [0, 1, 1, 2]]), axis=1)",
                "array([[3. , 4. , 6. , 7. ],\n       [1. , 1.5, 2. , 2. ],\n       [1. , 0.5, 0.5, 1. ]])"
            ),
            ("np.gradient([1.0, 5])", "array([4., 4.])"),
            (
                "np.take_along_axis(np.array([[10, 20, 30], [40, 50, 60]]), np.array([[2, -3], [1, 1]]), axis=1)",
                "array([[30, 10],\n       [50, 50]])"
            ),
            (
                "np.take_along_axis(np.array([[10, 20, 30], [40, 50, 60]]), np.array([[-1, 0, 0]]), axis=0)",
                "array([[40, 20, 30]])"
            ),
            (
                "b = np.array([[10, 20, 30], [40, 50, 60]])\nnp.put_along_axis(b, np.array([[0, -1], [1, 1]]), np.array([[1, 2], [3, 4]]), axis=1)\nb",
                "array([[ 1, 20,  2],\n       [40,  4, 60]])"
            ),
            ("np.bincount([1, 1, 3], weights=[0.5, 0.25, 2])", "array([0.  , 0.75, 0.  , 2.  ])"),
            ("np.histogram([1.0, 2, 2, 3, 5], bins=4)[0]", "array([1, 2, 1, 1])"),
            ("np.hanning(5)", "array([0. , 0.5, 1. , 0.5, 0. ])"),
            ("np.lexsort(([1, 1, 2, 0], [3, 2, 1, 1]))", "array([3, 2, 1, 0])"),
            ("np.tril_indices(3, -1)", "(array([1, 2, 2]), array([0, 0, 1]))"),
            ("np.convolve([1, 2, 3], [0, 1, 0.5])", "array([0. , 1. , 2.5, 4. , 1.5])"),
            ("np.argmax(np.array([[1, np.nan, 2], [5, 1, 2], [np.nan, 9, 7]]), axis=0)", "array([2, 0, 2])"),
            (
                "np.all(np.array([[1, 0], [2, 3]]), axis=0), np.any(np.array([[0, 0], [0, 3]]), axis=1)",
                "(array([ True, False]), array([False,  True]))"
            ),
            (
                "np.nanquantile(np.array([[1, np.nan, 3], [4, 5, 6]]), [0.5, 1], axis=1)",
                "array([[2., 5.],\n       [3., 6.]])"
            ),
            ("np.array([[1, 2], [3, 4]]).T.tolist()", "[[1, 3], [2, 4]]"),
            ("np.vectorize(lambda a, b: a + 2 * b)([[1], [2]], [10, 20])", "array([[21, 41],\n       [22, 42]])"),
            ("np.digitize([0.5, 2.5], [1, 2, 3])", "array([0, 2])"),
        ])
    func values(code: String, expected: String) throws {
        #expect(try session.evaluate(code).value.repr == expected, "\(code)")
    }

    @Test("Places along an axis that are not there are refused as NumPy refuses them") func refusals() {
        do {
            let value = try session.evaluate("np.take_along_axis(np.array([[1, 2]]), np.array([[2]]), axis=1)").value
            Issue.record("\(value.brief)")
        } catch {
            #expect(
                (error as? Diagnostic)?.mistake.pythonMessage == "index 2 is out of bounds for axis 1 with size 2")
        }
    }
}
