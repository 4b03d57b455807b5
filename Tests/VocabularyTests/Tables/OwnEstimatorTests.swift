import Answers
import Language
import Testing
import Vocabulary

/// A program, and what CPython 3.11 prints for it with scikit-learn 1.9.1.
@Suite("Estimators that the learner writes stand among scikit-learn's own")
struct OwnEstimatorTests {
    private func printed(_ text: String) throws -> String {
        let session = Session(registry: Vocabulary.registry, permission: .everything)
        session.isPython = true
        return try session.evaluate(text).printed.joined(separator: "\n")
    }

    @Test("Settings, clones, pipelines, searches, folds, columns, and how they are printed")
    func listing() throws {
        #expect(
            try printed(
                #"""
                import numpy as np
                from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin, TransformerMixin, clone
                from sklearn.compose import ColumnTransformer
                from sklearn.linear_model import Ridge
                from sklearn.model_selection import GridSearchCV, KFold, cross_val_score
                from sklearn.pipeline import Pipeline, make_pipeline
                from sklearn.preprocessing import StandardScaler
                import pandas as pd

                class Clip(BaseEstimator, TransformerMixin):
                    def __init__(self, low=0.0, high=1.0):
                        self.low = low
                        self.high = high

                    def fit(self, X, y=None):
                        self.seen_ = len(X)
                        return self

                    def transform(self, X):
                        return np.clip(X, self.low, self.high)

                class Mean(RegressorMixin, BaseEstimator):
                    def __init__(self, shift=0.0):
                        self.shift = shift

                    def fit(self, X, y):
                        self.mean_ = np.mean(y)
                        return self

                    def predict(self, X):
                        return np.full(len(X), self.mean_ + self.shift)

                class Nearest(ClassifierMixin, BaseEstimator):
                    def fit(self, X, y):
                        self.X_, self.y_ = np.asarray(X), np.asarray(y)
                        self.classes_ = np.unique(y)
                        return self

                    def predict(self, X):
                        distances = ((np.asarray(X)[:, None, :] - self.X_[None]) ** 2).sum(axis=2)
                        return self.y_[distances.argmin(axis=1)]

                clip = Clip(high=2.0)
                print(clip, Clip(), clip.get_params(), clip.set_params(low=-1), clone(clip), repr(Mean()))
                try:
                    clip.set_params(top=1)
                except ValueError as e:
                    print(e)
                X = np.array([[0.0], [1.0], [2.0], [3.0], [4.0], [5.0]])
                y = np.array([1.0, 3.0, 5.0, 7.0, 9.0, 11.0])
                print(clip.fit_transform(X).ravel(), clip.seen_, Mean().fit(X, y).predict(X[:2]), Mean().fit(X, y).score(X, y))
                pipe = Pipeline([("clip", Clip(low=0.5, high=4.0)), ("scale", StandardScaler()), ("ridge", Ridge(alpha=0.5))])
                print(pipe)
                print(pipe.fit(X, y).predict(X).round(4), round(pipe.score(X, y), 6), pipe.named_steps["clip"].seen_)
                print(cross_val_score(pipe, X, y, cv=KFold(3)).round(6), cross_val_score(Mean(shift=1.0), X, y, cv=3).round(4))
                search = GridSearchCV(pipe, {"clip__high": [2.0, 6.0], "ridge__alpha": [0.1, 1.0]}, cv=3)
                search.fit(X, y)
                print(search.best_params_, round(search.best_score_, 6), search.best_estimator_.named_steps["clip"])
                own = GridSearchCV(Mean(), {"shift": [-1.0, 0.0, 1.0]}, cv=2, scoring="neg_mean_squared_error").fit(X, y)
                print(own.best_params_, own.best_score_, own.best_estimator_)
                labels = np.array([0, 0, 0, 1, 1, 1])
                near = Nearest().fit(X, labels)
                print(near.predict([[0.2], [4.4]]), near.score(X, labels), cross_val_score(Nearest(), X, labels, cv=3))
                names = np.array(["a", "a", "a", "b", "b", "b"])
                print(make_pipeline(StandardScaler(), Nearest()).fit(X, names).predict([[0.0], [9.0]]))
                print(make_pipeline(Clip(), Clip(low=1)))
                frame = pd.DataFrame({"a": [1.0, 2.0, 3.0], "b": [10.0, 20.0, 30.0]})
                both = ColumnTransformer([("clip", Clip(high=2.0), ["a"]), ("scale", StandardScaler(), ["b"])])
                print(both.fit_transform(frame).round(3))
                big = Pipeline([("prep", ColumnTransformer([("num", make_pipeline(StandardScaler(), Clip(low=-3.0, high=3.0)), ["area", "rooms", "year"]), ("rest", "passthrough", ["quality"])])), ("model", Ridge(alpha=10.0, solver="cholesky"))])
                print(big)
                print(GridSearchCV(big, {"model__alpha": [0.1, 1.0, 10.0, 100.0], "prep__num__clip__high": [2.0, 3.0, 4.0]}, cv=5, scoring="neg_root_mean_squared_error"))
                from sklearn.utils.validation import check_array, check_is_fitted, check_X_y
                try:
                    check_is_fitted(Clip())
                except Exception as e:
                    print(type(e).__name__, e)
                print(check_is_fitted(clip), check_array([[1, 2], [3, 4]]).shape, check_X_y([[1.0], [2.0]], [0, 1])[1])
                for wrong in (lambda: check_array([1, 2]), lambda: check_X_y([[1.0], [2.0]], [0])):
                    try:
                        wrong()
                    except ValueError as e:
                        print(str(e)[:36])
                """#)
                    == #"""
                    Clip(high=2.0, low=-1) Clip() {'high': 2.0, 'low': 0.0} Clip(high=2.0, low=-1) Clip(high=2.0, low=-1) Mean()
                    Invalid parameter 'top' for estimator Clip(high=2.0, low=-1). Valid parameters are: ['high', 'low'].
                    [0. 1. 2. 2. 2. 2.] 6 [6. 6.] 0.0
                    Pipeline(steps=[('clip', Clip(high=4.0, low=0.5)), ('scale', StandardScaler()),
                                    ('ridge', Ridge(alpha=0.5))])
                    [1.6591 2.7915 5.0563 7.3211 9.5859 9.5859] 0.958184 6
                    [ 0.693399  0.913691 -1.285298] [-49.  -1. -25.]
                    {'clip__high': 6.0, 'ridge__alpha': 0.1} 0.677606 Clip(high=6.0, low=0.5)
                    {'shift': 0.0} -38.666666666666664 Mean()
                    [0 1] 1.0 [0.5 1.  1. ]
                    ['a' 'b']
                    Pipeline(steps=[('clip-1', Clip()), ('clip-2', Clip(low=1))])
                    [[ 1.    -1.225]
                     [ 2.     0.   ]
                     [ 2.     1.225]]
                    Pipeline(steps=[('prep',
                                     ColumnTransformer(transformers=[('num',
                                                                      Pipeline(steps=[('standardscaler',
                                                                                       StandardScaler()),
                                                                                      ('clip',
                                                                                       Clip(high=3.0,
                                                                                            low=-3.0))]),
                                                                      ['area', 'rooms', 'year']),
                                                                     ('rest', 'passthrough',
                                                                      ['quality'])])),
                                    ('model', Ridge(alpha=10.0, solver='cholesky'))])
                    GridSearchCV(cv=5,
                                 estimator=Pipeline(steps=[('prep',
                                                            ColumnTransformer(transformers=[('num',
                                                                                             Pipeline(steps=[('standardscaler',
                                                                                                              StandardScaler()),
                                                                                                             ('clip',
                                                                                                              Clip(high=3.0,
                                                                                                                   low=-3.0))]),
                                                                                             ['area',
                                                                                              'rooms',
                                                                                              'year']),
                                                                                            ('rest',
                                                                                             'passthrough',
                                                                                             ['quality'])])),
                                                           ('model',
                                                            Ridge(alpha=10.0, solver='cholesky'))]),
                                 param_grid={'model__alpha': [0.1, 1.0, 10.0, 100.0],
                                             'prep__num__clip__high': [2.0, 3.0, 4.0]},
                                 scoring='neg_root_mean_squared_error')
                    NotFittedError This Clip instance is not fitted yet. Call 'fit' with appropriate arguments before using this estimator.
                    None (2, 2) [0 1]
                    Expected 2D array, got 1D array inst
                    Found input variables with inconsist
                    """#)
    }

    @Test("An object without fit is no estimator, and a fit that gives nothing says what to write")
    func mistakes() {
        let session = Session(registry: Vocabulary.registry)
        func mistake(_ code: String) -> Mistake? {
            do {
                _ = try session.evaluate(code)
                return nil
            } catch { return (error as? Diagnostic)?.mistake }
        }
        let lost = mistake(
            """
            from sklearn.base import BaseEstimator, TransformerMixin
            class Lost(BaseEstimator, TransformerMixin):
                def fit(self, X, y=None):
                    pass
                def transform(self, X):
                    return X
            Lost().fit_transform([[1.0]])
            """)
        #expect(lost?.exception == "AttributeError")
        #expect(lost?.suggestion == "return self at the end of fit")
        #expect(
            mistake(
                """
                from sklearn.pipeline import make_pipeline
                class Nothing: pass
                make_pipeline(Nothing())
                """)?.exception == "TypeError")
    }
}
