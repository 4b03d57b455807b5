import Language
import Testing
import Vocabulary

/// Estimators, transformers and splitters; results are scikit-learn 1.9.1's.
@Suite("scikit-learn's further estimators")
struct FurtherEstimatorTests {
    private func printed(_ call: String) throws -> String {
        let session = Session(registry: Vocabulary.registry)
        session.isPython = true
        return try session.evaluate(
            """
            import numpy as np
            import pandas as pd
            from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor, NearestNeighbors
            from sklearn.svm import LinearSVC
            from sklearn.feature_selection import SelectKBest, SelectPercentile, SelectFromModel, RFE, VarianceThreshold
            from sklearn.feature_selection import f_classif, f_regression, chi2
            from sklearn.naive_bayes import MultinomialNB, BernoulliNB, GaussianNB
            from sklearn.preprocessing import KBinsDiscretizer, PowerTransformer, QuantileTransformer, StandardScaler, MinMaxScaler
            from sklearn.preprocessing import OneHotEncoder
            from sklearn.pipeline import FeatureUnion, make_union, make_pipeline
            from sklearn.decomposition import PCA
            from sklearn.cluster import DBSCAN
            from sklearn.linear_model import Lasso, LinearRegression, LogisticRegression
            from sklearn.model_selection import StratifiedGroupKFold, StratifiedShuffleSplit, LeaveOneGroupOut, cross_val_score
            from sklearn.metrics.pairwise import euclidean_distances, cosine_similarity, rbf_kernel
            i = np.arange(30)
            X = np.c_[i * 7 % 11, i * 5 % 13, (i % 3) * 2 + i * 3 % 5].astype(float)
            y = i % 3
            r = X[:, 0] * 2 - X[:, 2] + (i % 4) * 0.3
            two = y < 2
            groups = i // 4
            near = NearestNeighbors(n_neighbors=2).fit([[0.0, 0], [1, 0], [3, 0], [7, 0]])
            try:
                found = \(call)
                print(found)
            except Exception as e:
                print(type(e).__name__, e)
            """
        ).printed.joined(separator: "\n")
    }

    private func check(_ call: String, _ out: String) throws {
        let found = try printed(call)
        #expect(found == out, "\(call): \(found)")
    }

    @Test(
        "Neighbours, groups by density, and distances",
        arguments: [
            (
                "KNeighborsClassifier(4, p=1, weights='distance').fit(X, y).predict_proba(X[:2] + "
                    + "0.3).round(6).tolist()",
                "[[1.0, 0.0, 0.0], [0.0, 0.713121, 0.286879]]"
            ),
            (
                "KNeighborsClassifier(4, p=3, weights='distance').fit(X, y).predict(X[:8] + 0.3).tolist()",
                "[0, 1, 2, 0, 1, 2, 0, 1]"
            ),
            (
                "KNeighborsRegressor(3, metric='manhattan').fit(X, r).predict(X[[1, 3]] + .1).round(6).tolist()",
                "[12.4, 15.7]"
            ),
            (
                "KNeighborsRegressor(3, p=np.inf).fit(X, r).predict(X[:4] + [.13, .29, .41]).round(6).tolist()",
                "[0.966667, 10.2, 2.833333, 15.7]"
            ),
            (
                "KNeighborsClassifier(3, metric='cosine').fit(X, y).predict(X[1:8] + [.3, .1, .2]).tolist()",
                "[2, 2, 0, 1, 2, 0, 0]"
            ),
            (
                "[a.round(6).tolist() for a in near.kneighbors([[0.9, 0]])]",
                "[[[0.1, 0.9]], [[1, 0]]]"
            ),
            (
                "[a.tolist() for a in near.kneighbors()]",
                "[[[1.0, 3.0], [1.0, 2.0], [2.0, 3.0], [4.0, 6.0]], [[1, 2], [0, 2], [1, 0], [2, 1]]]"
            ),
            (
                "near.kneighbors([[6.0, 0]], n_neighbors=3, return_distance=False).tolist()",
                "[[3, 2, 1]]"
            ),
            (
                "near",
                "NearestNeighbors(n_neighbors=2)"
            ),
            (
                "DBSCAN(eps=1.5, min_samples=2).fit_predict([[0.0, 0], [1, 0], [2, 0], [9, 9], [9, 10], "
                    + "[30, 1]]).tolist()",
                "[0, 0, 0, 1, 1, -1]"
            ),
            (
                "DBSCAN(eps=1.1, min_samples=3).fit([[0.0], [1], [2], [3], [9], "
                    + "[5]]).core_sample_indices_.tolist()",
                "[1, 2]"
            ),
            (
                "euclidean_distances([[0, 0], [3, 4]], [[0, 1]]).round(6).tolist()",
                "[[1.0], [4.242641]]"
            ),
            (
                "cosine_similarity([[1, 0], [1, 1], [0, 0]]).round(6).tolist()",
                "[[1.0, 0.707107, 0.0], [0.707107, 1.0, 0.0], [0.0, 0.0, 0.0]]"
            ),
            (
                "rbf_kernel([[1.0, 0], [1, 1]]).round(6).tolist()",
                "[[1.0, 0.606531], [0.606531, 1.0]]"
            ),
        ])
    func neighbours(call: String, out: String) throws { try check(call, out) }

    @Test(
        "Linear support vector machines come to liblinear's optimum",
        arguments: [
            (
                "LinearSVC(C=0.5, max_iter=1000000, tol=1e-10, random_state=0).fit(X[two], "
                    + "y[two]).coef_.round(4).tolist()",
                "[[-0.1128, 0.0774, 0.3339]]"
            ),
            (
                "LinearSVC(C=0.5, max_iter=1000000, tol=1e-10, random_state=0).fit(X[two], "
                    + "y[two]).intercept_.round(4).tolist()",
                "[-0.8282]"
            ),
            (
                "LinearSVC(C=0.5, max_iter=1000000, tol=1e-10, random_state=0).fit(X, "
                    + "y).coef_.round(3).tolist()",
                "[[0.094, -0.082, -0.372], [-0.037, 0.025, 0.001], [-0.029, 0.026, 0.279]]"
            ),
            (
                "LinearSVC(C=0.5, max_iter=1000000, tol=1e-10, random_state=0, fit_intercept=False).fit(X, "
                    + "y).decision_function(X[:2]).round(3).tolist()",
                "[[0.0, 0.0, 0.0], [-0.561, -0.423, -0.161]]"
            ),
            (
                "LinearSVC(loss='hinge', max_iter=1000000, tol=1e-10, random_state=0).fit(X[two] / 10, "
                    + "y[two]).coef_.round(3).tolist()",
                "[[-0.89, 0.889, 1.873]]"
            ),
            (
                "LinearSVC(class_weight='balanced', dual=False, tol=1e-10).fit(X[3:], y[3:] > "
                    + "0).predict(X[:8]).tolist()",
                "[False, True, True, False, True, True, False, True]"
            ),
            (
                "LinearSVC(C=0.5)",
                "LinearSVC(C=0.5)"
            ),
        ])
    func planes(call: String, out: String) throws { try check(call, out) }

    @Test(
        "Columns are kept by score, by variance, by slope and by elimination",
        arguments: [
            (
                "[a.round(6).tolist() for a in f_classif(X, y)]",
                "[[0.110484, 0.218375, 18.0], [0.895803, 0.80523, 1.1e-05]]"
            ),
            (
                "[a.round(6).tolist() for a in f_regression(X, r)]",
                "[[234.275903, 3.160493, 2.673368], [0.0, 0.086304, 0.113234]]"
            ),
            (
                "[a.round(6).tolist() for a in chi2(X, y)]",
                "[[0.486842, 1.190751, 20.0], [0.783941, 0.551355, 4.5e-05]]"
            ),
            (
                "SelectKBest(k=2).fit_transform(X, y)[:2].tolist()",
                "[[0.0, 0.0], [5.0, 5.0]]"
            ),
            (
                "SelectKBest(f_regression, k=1).fit(X, r).get_support().tolist()",
                "[True, False, False]"
            ),
            (
                "SelectKBest(f_classif, k=2).fit(X, y).get_support(indices=True).tolist()",
                "[1, 2]"
            ),
            (
                "SelectKBest(f_classif, k=2).fit(X, y).get_feature_names_out().tolist()",
                "['x1', 'x2']"
            ),
            (
                "SelectKBest(f_classif, k=1).fit(X, y).inverse_transform([[5.0]]).tolist()",
                "[[0.0, 0.0, 5.0]]"
            ),
            (
                "SelectPercentile(f_regression, percentile=34).fit(X, r).get_support().tolist()",
                "[True, False, False]"
            ),
            (
                "SelectFromModel(Lasso(alpha=0.5)).fit(X, r).get_support().tolist()",
                "[True, True, True]"
            ),
            (
                "SelectFromModel(LinearRegression(), threshold='1.2*mean').fit(X, r).threshold_ * 1e5 // 1",
                "119967.0"
            ),
            (
                "RFE(LinearRegression(), n_features_to_select=1).fit(X, r).ranking_.tolist()",
                "[1, 3, 2]"
            ),
            (
                "RFE(LinearRegression(), n_features_to_select=2).fit(X, r).predict(X[:2]).round(5).tolist()",
                "[0.42714, 9.42877]"
            ),
            (
                "VarianceThreshold(12).fit_transform(X).shape",
                "(30, 1)"
            ),
            (
                "make_pipeline(SelectKBest(k=2), StandardScaler()).fit(X, y)[0].scores_.round(5).tolist()",
                "[0.11048, 0.21837, 18.0]"
            ),
        ])
    func selection(call: String, out: String) throws { try check(call, out) }

    @Test(
        "Naive Bayes of counts, and of what is there or not",
        arguments: [
            (
                "MultinomialNB().fit(X, y).feature_log_prob_.round(6).tolist()",
                "[[-0.844697, -0.900787, -1.807508], [-1.15268, -0.880746, -1.310308], [-1.207812, "
                    + "-1.048181, -1.048181]]"
            ),
            (
                "MultinomialNB(alpha=0.1).fit(X, y).predict_proba(X[:2]).round(6).tolist()",
                "[[0.333333, 0.333333, 0.333333], [0.227966, 0.368028, 0.404006]]"
            ),
            (
                "MultinomialNB(fit_prior=False).fit(X[1:], y[1:]).class_log_prior_.round(6).tolist()",
                "[-1.098612, -1.098612, -1.098612]"
            ),
            (
                "BernoulliNB(binarize=5).fit(X, y).predict(X[:9]).tolist()",
                "[0, 0, 1, 0, 0, 1, 0, 1, 2]"
            ),
            (
                "BernoulliNB(binarize=5).fit(X, y).feature_log_prob_.round(6).tolist()",
                "[[-0.693147, -0.875469, -2.484907], [-0.875469, -0.538997, -1.386294], [-0.693147, "
                    + "-0.693147, -0.538997]]"
            ),
        ])
    func counts(call: String, out: String) throws { try check(call, out) }

    @Test(
        "Bins, powers, ranks, unions, and tables as output",
        arguments: [
            (
                "KBinsDiscretizer(n_bins=3, encode='ordinal').fit_transform(X)[:4].tolist()",
                "[[0.0, 0.0, 0.0], [2.0, 1.0, 2.0], [1.0, 2.0, 2.0], [2.0, 0.0, 1.0]]"
            ),
            (
                "[e.tolist() for e in KBinsDiscretizer(n_bins=3, encode='ordinal').fit(X).bin_edges_]",
                "[[0.0, 3.0, 7.0, 10.0], [0.0, 4.0, 8.0, 12.0], [0.0, 3.0, 5.0, 8.0]]"
            ),
            (
                "KBinsDiscretizer(n_bins=3, encode='onehot-dense', strategy='uniform').fit_transform(X[:, "
                    + ":1])[:3].tolist()",
                "[[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]"
            ),
            (
                "KBinsDiscretizer(n_bins=2, encode='onehot-dense').fit(X[:, "
                    + ":2]).get_feature_names_out().tolist()",
                "['x0_0.0', 'x0_1.0', 'x1_0.0', 'x1_1.0']"
            ),
            (
                "KBinsDiscretizer(n_bins=[2, 4, 3], encode='ordinal', "
                    + "strategy='uniform').fit(X).inverse_transform([[0, 3, 1.0]]).tolist()",
                "[[2.5, 10.5, 4.0]]"
            ),
            (
                "PowerTransformer().fit(X).lambdas_.round(5).tolist()",
                "[0.74878, 0.66562, 0.86512]"
            ),
            (
                "PowerTransformer().fit_transform(X - 4)[:2].round(4).tolist()",
                "[[-1.6251, -1.6172, -1.8516], [0.6173, -0.1323, 0.4629]]"
            ),
            (
                "PowerTransformer(method='box-cox', standardize=False).fit(X + 1).lambdas_.round(5).tolist()",
                "[0.74878, 0.66562, 0.86512]"
            ),
            (
                " "
                    + "PowerTransformer().fit(X).inverse_transform(PowerTransformer().fit_transform(X))[:2].round(6).tolist()",
                "[[0.0, 0.0, 0.0], [7.0, 5.0, 5.0]]"
            ),
            (
                "QuantileTransformer(n_quantiles=7).fit_transform(X)[:3].round(6).tolist()",
                "[[0.0, 0.0, 0.0], [0.666667, 0.454545, 0.666667], [0.333333, 0.833333, 0.666667]]"
            ),
            (
                "QuantileTransformer(n_quantiles=10, "
                    + "output_distribution='normal').fit_transform(X)[:5].round(5).tolist()",
                "[[-5.19934, -5.19934, -5.19934], [0.43073, -0.13971, 0.43073], [-0.43073, 0.90846, "
                    + "0.43073], [5.19934, -0.76471, 0.0], [0.13971, 0.2737, 0.0]]"
            ),
            (
                "FeatureUnion([('sc', StandardScaler()), ('mm', "
                    + "MinMaxScaler())]).fit_transform(X)[0].round(6).tolist()",
                "[-1.591994, -1.520765, -1.85164, 0.0, 0.0, 0.0]"
            ),
            (
                "FeatureUnion([('pca', PCA(1)), ('mm', "
                    + "MinMaxScaler())]).fit(X).get_feature_names_out().tolist()",
                "['pca__pca0', 'mm__x0', 'mm__x1', 'mm__x2']"
            ),
            (
                "make_union(PCA(n_components=1), MinMaxScaler())",
                "FeatureUnion(transformer_list=[('pca', PCA(n_components=1)),\n                               "
                    + "('minmaxscaler', MinMaxScaler())])"
            ),
            (
                "StandardScaler().set_output(transform='pandas').fit_transform(pd.DataFrame({'a': [1.0, 3], "
                    + "'b': [2.0, 8]}, index=[5, 7])).to_dict()",
                "{'a': {5: -1.0, 7: 1.0}, 'b': {5: -1.0, 7: 1.0}}"
            ),
            (
                "MinMaxScaler().set_output(transform='pandas').fit_transform([[1.0], [3]]).columns.tolist()",
                "['x0']"
            ),
            (
                "OneHotEncoder().fit_transform([['a'], ['b']]).toarray().tolist()",
                "[[1.0, 0.0], [0.0, 1.0]]"
            ),
        ])
    func curves(call: String, out: String) throws { try check(call, out) }

    @Test(
        "Folds of groups and classes, and areas for several classes",
        arguments: [
            (
                "[t.tolist() for _, t in StratifiedGroupKFold(3).split(X, y, groups)]",
                "[[0, 1, 2, 3, 16, 17, 18, 19, 28, 29], [4, 5, 6, 7, 12, 13, 14, 15], [8, 9, 10, 11, 20, "
                    + "21, 22, 23, 24, 25, 26, 27]]"
            ),
            (
                "[t.tolist() for _, t in StratifiedGroupKFold(3, shuffle=True, random_state=7).split(X, y, "
                    + "groups)]",
                "[[8, 9, 10, 11, 12, 13, 14, 15, 28, 29], [4, 5, 6, 7, 20, 21, 22, 23], [0, 1, 2, 3, 16, "
                    + "17, 18, 19, 24, 25, 26, 27]]"
            ),
            (
                "[t.tolist() for _, t in StratifiedShuffleSplit(2, test_size=0.2, random_state=3).split(X, y)]",
                "[[5, 22, 16, 20, 24, 9], [15, 28, 1, 21, 17, 2]]"
            ),
            (
                "[t.tolist() for _, t in LeaveOneGroupOut().split(X[:6], y[:6], groups[:6])]",
                "[[0, 1, 2, 3], [4, 5]]"
            ),
            (
                "LeaveOneGroupOut().get_n_splits(groups=groups)",
                "8"
            ),
            (
                "StratifiedGroupKFold(3)",
                "StratifiedGroupKFold(n_splits=3, random_state=None, shuffle=False)"
            ),
            (
                "StratifiedShuffleSplit(2, test_size=0.2, random_state=3)",
                "StratifiedShuffleSplit(n_splits=2, random_state=3, test_size=0.2,\n            "
                    + "train_size=None)"
            ),
            (
                "cross_val_score(LogisticRegression(max_iter=10000), X, y, cv=3, "
                    + "scoring='roc_auc_ovr').round(5).tolist()",
                "[0.68849, 0.56944, 0.72024]"
            ),
            (
                "cross_val_score(GaussianNB(), X, y, cv=3, scoring='roc_auc_ovo_weighted').round(5).tolist()",
                "[0.51458, 0.43542, 0.67292]"
            ),
        ])
    func splits(call: String, out: String) throws { try check(call, out) }

    @Test(
        "What cannot be is refused as scikit-learn does",
        arguments: [
            ("near.kneighbors(n_neighbors=4)", "ValueError Expected n_neighbors < n_samples_fit"),
            ("SelectKBest(k=2).fit(X)", "TypeError"), ("MultinomialNB().fit(X - 5, y)", "ValueError Negative values"),
            ("PowerTransformer(method='box-cox').fit(X)", "ValueError The Box-Cox transformation"),
            ("KNeighborsClassifier(p=0).fit(X, y)", "ValueError The 'p' parameter"),
            ("StandardScaler().set_output(transform='polar')", "ValueError output config must be in"),
            (
                "StandardScaler().fit(pd.DataFrame({'a': [1], 'b': [3]})).transform(pd.DataFrame({'b': [1], 'a': [2]}))",
                "ValueError The feature names should match those that were passed during fit."
            ),
        ])
    func refused(call: String, beginning: String) throws {
        let found = try printed(call)
        #expect(found.hasPrefix(beginning), "\(call): \(found)")
    }
}
