import ArrayVocabulary
import Language

/// scikit-learn's distances and likenesses of every row to every other, written in the language.
enum PairwiseWords {
    private static let module = WrittenModule("sklearn.metrics.pairwise", text)

    private static func word(_ name: String, _ summary: String, _ signature: String) -> Word {
        module.word(
            name, family: "metrics", summary, NumPyWord.parameters(signature), returns: "array",
            examples: ["from sklearn.metrics.pairwise import \(name)\n\(name)([[0.0, 1], [3, 5]])"],
            seeAlso: ["numpy.linalg.norm"])
    }

    static let words: [Word] = [
        word(
            "euclidean_distances", "the root of the sum of squared differences, row by row",
            "X, Y=None, *, squared=False"
        ),
        word("manhattan_distances", "the sum of magnitudes of differences, row by row", "X, Y=None"),
        word("cosine_similarity", "the cosine of the angle between two rows, row by row", "X, Y=None"),
        word("cosine_distances", "1 less that cosine, row by row", "X, Y=None"),
        word("linear_kernel", "the products of rows", "X, Y=None"),
        word("rbf_kernel", "exp(−γ·squared distance), row by row; γ is 1/columns", "X, Y=None, gamma=None"),
    ]

    private static let text = #"""
        import numpy as np


        def _rows(X, Y):
            X = np.asarray(X, dtype=float)
            Y = X if Y is None else np.asarray(Y, dtype=float)
            for rows in (X, Y):
                if rows.ndim != 2:
                    raise ValueError(f"Expected 2D array, got {rows.ndim}D array instead.")
            if X.shape[1] != Y.shape[1]:
                raise ValueError(f"Incompatible dimension for X and Y matrices: X.shape[1] == {X.shape[1]} while "
                                 f"Y.shape[1] == {Y.shape[1]}")
            return X, Y


        def euclidean_distances(X, Y=None, *, squared=False):
            X, Y = _rows(X, Y)
            squares = np.array([((Y - row) ** 2).sum(axis=1) for row in X]).reshape(len(X), len(Y))
            return squares if squared else np.sqrt(squares)


        def manhattan_distances(X, Y=None):
            X, Y = _rows(X, Y)
            return np.array([np.abs(Y - row).sum(axis=1) for row in X]).reshape(len(X), len(Y))


        def cosine_similarity(X, Y=None):
            X, Y = _rows(X, Y)

            def unit(rows):
                lengths = np.sqrt((rows ** 2).sum(axis=1, keepdims=True))
                return rows / np.where(lengths == 0, 1.0, lengths)

            return unit(X) @ unit(Y).T


        def cosine_distances(X, Y=None):
            far = np.clip(1.0 - cosine_similarity(X, Y), 0.0, 2.0)
            if Y is None:
                np.fill_diagonal(far, 0.0)
            return far


        def linear_kernel(X, Y=None):
            X, Y = _rows(X, Y)
            return X @ Y.T


        def rbf_kernel(X, Y=None, gamma=None):
            squares = euclidean_distances(X, Y, squared=True)
            width = np.asarray(X).shape[1]
            return np.exp(-squares * (1.0 / width if gamma is None else gamma))
        """#
}
