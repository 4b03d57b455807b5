import Language
import Testing
import Vocabulary

/// Areas, curves, groups and ranges; results are scikit-learn 1.9.1's.
@Suite("scikit-learn's measures")
struct MeasureTests {
    private func printed(_ call: String) throws -> String {
        let session = Session(registry: Vocabulary.registry)
        session.isPython = true
        return try session.evaluate(
            """
            import numpy as np
            from sklearn.metrics import roc_auc_score, auc, precision_recall_curve, silhouette_score
            from sklearn.metrics import silhouette_samples, adjusted_rand_score, rand_score
            from sklearn.preprocessing import MinMaxScaler, MaxAbsScaler
            y = [0, 1, 2, 1, 0, 2, 1, 0]
            P = np.array([[.5, .2, .3], [.1, .6, .3], [.2, .3, .5], [.3, .3, .4], [.4, .5, .1], [.3, .1, .6],
                          [.2, .7, .1], [.6, .3, .1]])
            X = np.array([[0.0, 0], [0, 1], [4, 4], [4, 5], [9, 0]])
            a = MaxAbsScaler().fit([[1.0, -2], [-4, 0.5], [0.3, float("nan")]])
            m = MinMaxScaler().fit([[0.1], [0.7], [0.4]])
            try:
                r = \(call)
                print(r)
            except Exception as e:
                print(type(e).__name__, e)
            """
        ).printed.joined(separator: "\n")
    }

    @Test(
        "Numbers",
        arguments: [
            ("roc_auc_score(y, P, multi_class='ovr')", 0.9555555555555556),
            ("roc_auc_score(y, P, multi_class='ovo')", 0.9583333333333334),
            ("roc_auc_score(y, P, multi_class='ovr', average='weighted')", 0.95),
            ("roc_auc_score(y, P, multi_class='ovo', average='weighted')", 0.9557291666666666),
            ("roc_auc_score(y, P, multi_class='ovr', average='micro')", 0.94140625),
            ("roc_auc_score(y, P, multi_class='ovr', average=None)[1]", 0.8666666666666667),
            ("roc_auc_score(['b', 'a', 'c', 'a', 'b', 'c', 'a', 'b'], P, multi_class='ovr')", 0.5111111111111111),
            ("roc_auc_score(['a', 'b', 'b', 'a'], [.1, .9, .3, .4])", 0.75),
            ("roc_auc_score([-1, 1, 1, -1], [.1, .9, .3, .4])", 0.75),
            ("roc_auc_score([0, 1, 1, 0], [.1, .9, .3, .4])", 0.75),
            ("auc([0, 0.5, 1], [0, 0.75, 1])", 0.625), ("auc([1, 0.5, 0], [0, 0.75, 1])", 0.625),
            ("silhouette_score(X, [0, 0, 1, 1, 2])", 0.6585958328760038),
            ("silhouette_score(X, [0, 0, 0, 1, 1], metric='manhattan')", 0.05111111111111114),
            ("silhouette_samples(X, [0, 0, 1, 1, 2])[1]", 0.81232736),
            ("adjusted_rand_score([0, 0, 1, 1, 2], [1, 1, 0, 2, 2])", 0.375),
            ("adjusted_rand_score(['a', 'a', 'b'], [0, 0, 1])", 1),
            ("adjusted_rand_score([0, 0, 0, 0], [0, 1, 2, 3])", 0),
            ("rand_score([0, 0, 1, 1, 2], [1, 1, 0, 2, 2])", 0.8),
        ])
    func numbers(call: String, value: Double) throws {
        let text = try printed(call)
        let found = try #require(Double(text), "\(call): \(text)")
        #expect(abs(found - value) < 1e-8, "\(call): \(found)")
    }

    @Test(
        "Curves, ranges to the last digit, and what is refused",
        arguments: [
            ("roc_auc_score(y, P)", "ValueError multi_class must be in ('ovo', 'ovr')"),
            (
                "roc_auc_score(y, P * 2, multi_class='ovr')",
                "ValueError Target scores need to be probabilities for multiclass roc_auc, i.e. they should sum up to 1.0 "
                    + "over classes"
            ),
            (
                "roc_auc_score([0, 1, 1, 0], P[:4, :2])",
                "ValueError y should be a 1d array, got an array of shape (4, 2) instead."
            ),
            (
                "[v.round(4).tolist() for v in precision_recall_curve([0, 0, 1, 1, 0, 1], [0.1, 0.4, 0.35, 0.8, 0.35, 0.6])]",
                "[[0.5, 0.6, 0.6667, 1.0, 1.0, 1.0], [1.0, 1.0, 0.6667, 0.6667, 0.3333, 0.0], [0.1, 0.35, 0.4, 0.6, 0.8]]"
            ),
            (
                "[v.tolist() for v in precision_recall_curve([0, 1, 1, 0], [.5, .5, .7, .7], drop_intermediate=True)]",
                "[[0.5, 0.5, 1.0], [1.0, 0.5, 0.0], [0.5, 0.7]]"
            ),
            ("precision_recall_curve([0, 1, 2], [.1, .2, .3])", "ValueError multiclass format is not supported"),
            (
                "silhouette_score(X, [0, 0, 0, 0, 0])",
                "ValueError Number of labels is 1. Valid values are 2 to n_samples - 1 (inclusive)"
            ),
            (
                "adjusted_rand_score([0, 0], [1])",
                "ValueError Found input variables with inconsistent numbers of samples: [2, 1]"
            ),
            (
                "MinMaxScaler(feature_range=(-1, 2)).fit_transform([[0.1, 5.3], [0.7, 1.1], [0.3, 2.7]]).tolist()",
                "[[-1.0, 2.0000000000000004], [2.0, -1.0], [0.0, 0.14285714285714302]]"
            ),
            (
                "a.transform([[1.0, -2], [-4, 0.5], [0.3, 1]]).tolist(), a.max_abs_.tolist()",
                "([[0.25, -1.0], [-1.0, 0.25], [0.075, 0.5]], [4.0, 2.0])"
            ),
            (
                "MaxAbsScaler(clip=True).fit([[2.0]]).transform([[5.0], [-3]]).tolist(), MaxAbsScaler().fit([[0.0]]).scale_",
                "([[1.0], [-1.0]], array([1.]))"
            ),
            ("m.transform([[0.35], [0.9]]).tolist()", "[[0.4166666666666667], [1.3333333333333333]]"),
            ("m.inverse_transform([[0.35], [0.9]]).tolist()", "[[0.30999999999999994], [0.64]]"),
        ])
    func texts(call: String, out: String) throws {
        let found = try printed(call)
        #expect(found == out, "\(call): \(found)")
    }

    @Test("A trial's duration is a timedelta, and a study's direction is Optuna's")
    func durations() throws {
        let session = Session(registry: Vocabulary.registry)
        session.isPython = true
        let out = try session.evaluate(
            """
            import optuna
            study = optuna.create_study(direction="maximize")
            study.optimize(lambda trial: trial.suggest_float("x", 0, 1), n_trials=2)
            took = study.trials[0].duration
            print(type(took).__name__, took.total_seconds() >= 0, took.days)
            print(study.direction, [study.direction], study.direction.name, study.direction == 2)
            """
        ).printed.suffix(2)
        #expect(
            Array(out) == ["timedelta True 0", "2 [<StudyDirection.MAXIMIZE: 2>] MAXIMIZE True"], "\(out)")
    }
}
