import Testing

/// Expected values are those of scikit-learn 1.9.1, run on the same lines.
@Suite("Trees, directions, groups and normal distributions as scikit-learn has them")
struct TreeFormTests: ProgramSuite {
    static let start = #"""
        import pandas as pd
        import numpy as np
        x = np.linspace(0, 3, 30)
        X = np.column_stack([x, (x * 7) % 3])
        y = np.sin(x) + 0.1 * np.cos(17 * x)
        k = (x > 1).astype(int) + ((x * 7) % 3 > 1.5).astype(int)

        """#

    @Test func treesOfNumbersAskTheSameQuestions() throws {
        let found = try printed(
            #"""
            from sklearn.tree import DecisionTreeRegressor, export_text
            m = DecisionTreeRegressor(max_depth=2, random_state=0).fit(X, y)
            print(export_text(m, feature_names=["x", "z"]))
            print(m.predict(X[::7]).round(8), round(m.score(X, y), 8), m.feature_importances_.round(8), m.get_depth(), m.get_n_leaves())
            print(DecisionTreeRegressor(max_leaf_nodes=5, random_state=0).fit(X, y).predict(X[::6]).round(8))
            print(DecisionTreeRegressor(min_samples_leaf=4, random_state=0).fit(X, y).get_n_leaves())
            print(DecisionTreeRegressor(min_samples_split=0.5, random_state=0).fit(X, y).predict(X[::9]).round(8))
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "|--- x <= 0.57",
                "|   |--- x <= 0.26",
                "|   |   |--- value: [0.10]",
                "|   |--- x >  0.26",
                "|   |   |--- value: [0.42]",
                "|--- x >  0.57",
                "|   |--- x <= 2.33",
                "|   |   |--- value: [0.87]",
                "|   |--- x >  2.33",
                "|   |   |--- value: [0.43]",
                "",
                "[0.09899611 0.87443218 0.87443218 0.87443218 0.42782356] 0.81700937 [1. 0.] 2 4",
                "[0.25745562 0.68598809 0.93241498 0.93241498 0.60577002]",
                "6",
                "[0.25745562 0.68598809 0.93241498 0.42782356]",
            ])
    }

    @Test func treesOfClassesAskTheSameQuestions() throws {
        let found = try printed(
            #"""
            from sklearn.tree import DecisionTreeClassifier, export_text
            m = DecisionTreeClassifier(max_depth=2, random_state=0).fit(X, k)
            print(export_text(m, class_names=["none", "one", "both"]))
            print(m.predict(X[::5]), m.predict_proba(X[:2]).round(8).tolist(), m.score(X, k), m.classes_)
            e = DecisionTreeClassifier(criterion="entropy", max_depth=1, random_state=0).fit(X, k)
            print(e.tree_.node_count, e.predict(X[::10]).tolist())
            words = DecisionTreeClassifier(random_state=0).fit(X, np.array(["a", "b", "c"])[k])
            print(words.predict(X[::10]).tolist(), words.get_depth())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "|--- feature_1 <= 1.50",
                "|   |--- feature_0 <= 0.98",
                "|   |   |--- class: none",
                "|   |--- feature_0 >  0.98",
                "|   |   |--- class: one",
                "|--- feature_1 >  1.50",
                "|   |--- feature_0 <= 0.98",
                "|   |   |--- class: one",
                "|   |--- feature_0 >  0.98",
                "|   |   |--- class: both",
                "",
                "[0 0 1 2 2 1] [[1.0, 0.0, 0.0], [1.0, 0.0, 0.0]] 1.0 [0 1 2]",
                "3 [1, 1, 2]",
                "['a', 'b', 'c'] 2",
            ])
    }

    @Test func boostedTreesAddUpToTheSame() throws {
        let found = try printed(
            #"""
            from sklearn.ensemble import GradientBoostingRegressor, GradientBoostingClassifier
            m = GradientBoostingRegressor(n_estimators=20, max_depth=2, random_state=0).fit(X[:, :1], y)
            print(m.predict(X[::7, :1]).round(7), m.feature_importances_)
            c = GradientBoostingClassifier(n_estimators=10, max_depth=1, random_state=0).fit(X[:, :1], x > 1)
            print(c.predict_proba(X[::9, :1]).round(7).tolist(), c.decision_function(X[:2, :1]).round(7))
            t = GradientBoostingClassifier(n_estimators=5, max_depth=1, random_state=0).fit(X[:, :1], (x > 0.7).astype(int) + (x > 2))
            print(t.predict_proba(X[::10, :1]).round(7).tolist(), t.predict(X[::10, :1]))
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "[0.1838531 0.747258  0.8844049 0.8502442 0.3504992] [1.]",
                "[[0.7652852, 0.2347148], [0.7652852, 0.2347148], [0.1208956, 0.8791044], [0.1208956, 0.8791044]] [-1.1818775 -1.1818775]",
                "[[0.4896748, 0.3532828, 0.1570424], [0.1683936, 0.6015847, 0.2300217], [0.1329755, 0.2555834, 0.611441]] [0 1 2]",
            ])
    }

    @Test func forestsLearnAndSayWhatMatters() throws {
        let found = try printed(
            #"""
            from sklearn.ensemble import RandomForestRegressor, RandomForestClassifier
            r = RandomForestRegressor(n_estimators=20, random_state=0).fit(X, y)
            print(r.score(X, y) > 0.9, r.feature_importances_.argmax(), round(r.feature_importances_.sum(), 6))
            c = RandomForestClassifier(n_estimators=20, random_state=0).fit(X, k)
            print(c.score(X, k) > 0.9, c.predict_proba(X).shape, c.classes_.tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "True 0 1.0",
                "True (30, 3) [0, 1, 2]",
            ])
    }

    @Test func directionsOfGreatestVariance() throws {
        let found = try printed(
            #"""
            from sklearn.decomposition import PCA
            m = PCA(n_components=2).fit(X)
            print(m.explained_variance_ratio_.round(8), m.components_.round(8).tolist(), m.mean_.round(8), m.singular_values_.round(6))
            print(m.transform(X[:2]).round(8).tolist(), np.allclose(m.inverse_transform(m.transform(X)), X))
            print(PCA(0.9).fit(X).n_components_, PCA(1).fit_transform(X).shape)
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "[0.54555291 0.45444709] [[0.73105527, -0.68231825], [0.68231825, 0.73105527]] [1.5 1.4] [5.106791 4.660916]",
                "[[-0.14133735, -2.04695475], [-0.55980347, -1.44698526]] True",
                "2 (30, 1)",
            ])
    }

    @Test func groupsAroundTheirMeans() throws {
        let found = try printed(
            #"""
            from sklearn.cluster import KMeans
            P = np.concatenate([X + c for c in (0, 20, 40)])
            m = KMeans(n_clusters=3, n_init=5, random_state=0).fit(P)
            print(sorted(m.cluster_centers_[:, 0].round(6).tolist()), round(m.inertia_, 6), len(set(m.labels_[:30].tolist())))
            print((m.predict(P) == m.labels_).all(), m.transform(P[:1]).min().round(6))
            s = KMeans(3, init=np.array([[0.0, 0], [20, 20], [40, 40]]), n_init=1).fit(P)
            print(s.labels_[::15].tolist(), s.fit_predict(P)[::30].tolist())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "[1.5, 21.5, 41.5] 143.410345 1",
                "True 2.051828",
                "[0, 0, 1, 1, 2, 2] [0, 1, 2]",
            ])
    }

    @Test func normalDistributionsOfClasses() throws {
        let found = try printed(
            #"""
            from sklearn.naive_bayes import GaussianNB
            m = GaussianNB().fit(X, k)
            print(m.predict(X[::6]), m.predict_proba(X[:2]).round(8).tolist(), m.theta_.round(8).tolist(), m.var_.round(8).tolist(), m.class_prior_)
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "[0 0 2 1 2] [[0.79394125, 0.20605874, 1e-08], [0.88432385, 0.11566322, 1.293e-05]] [[0.39655172, 0.77586207], [1.60344828, 1.15270936], [2.01724138, 2.12068966]] [[0.1049346, 0.24524376], [0.70286224, 0.88342352], [0.34512485, 0.15249703]] [0.2        0.46666667 0.33333333]"
            ])
    }

    @Test func columnsThatMatterAndThoseThatDoNot() throws {
        let found = try printed(
            #"""
            from sklearn.inspection import permutation_importance
            from sklearn.linear_model import LinearRegression
            m = LinearRegression().fit(X, 3 * x)
            r = permutation_importance(m, X, 3 * x, n_repeats=4, random_state=0)
            print(r.importances.shape, r.importances_mean.argmax(), abs(r.importances_mean[1]) < 1e-9, r.importances_std.shape)
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "(2, 4) 0 True (2,)"
            ])
    }

    @Test func stepsOfAPipelineByPlaceAndName() throws {
        let found = try printed(
            #"""
            from sklearn.pipeline import make_pipeline
            from sklearn.preprocessing import StandardScaler
            from sklearn.linear_model import Ridge
            from sklearn.compose import make_column_selector
            p = make_pipeline(StandardScaler(), Ridge()).fit(X, y)
            print(p[-1].coef_.round(8), round(p["ridge"].intercept_, 8), len(p), p[:-1].transform(X[:2]).round(6).tolist())
            print(make_column_selector(dtype_include=object)(pd.DataFrame({"a": [1], "b": ["x"]})))
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "[0.05286127 0.04910405] 0.64682819 2 [[-1.675247, -1.573407], [-1.559712, -0.759576]]",
                "['b']",
            ])
    }
}
