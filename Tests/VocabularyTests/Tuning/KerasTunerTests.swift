import Language
import Testing
import Vocabulary

/// `keras_tuner`; what keras_tuner 1.4.8 on Keras 3.15.1 prints for these lines.
@Suite("Keras's tuner")
struct KerasTunerTests {
    private func printed(_ code: String) throws -> [String] {
        let session = Session(registry: Vocabulary.registry)
        return try session.evaluate("import keras\nimport keras_tuner as kt\nimport numpy as np\n" + code).printed
            .flatMap {
                $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            }
    }

    @Test func aSearchFindsWhatBuildAsksFor() throws {
        let out = try printed(
            """
            from keras import layers
            def build_model(hp):
                model = keras.Sequential()
                model.add(layers.Flatten())
                for i in range(hp.Int("num_layers", 1, 2)):
                    units = hp.Int(f"units_{i}", min_value=8, max_value=24, step=8)
                    model.add(layers.Dense(units=units, activation=hp.Choice("activation", ["relu", "tanh"])))
                if hp.Boolean("dropout"):
                    model.add(layers.Dropout(rate=0.25))
                model.add(layers.Dense(1))
                rate = hp.Float("lr", min_value=1e-4, max_value=1e-2, sampling="log")
                model.compile(optimizer=keras.optimizers.Adam(learning_rate=rate), loss="mse", metrics=["mae"])
                return model
            x = np.random.normal(size=(40, 5))
            y = x.sum(axis=1)
            tuner = kt.RandomSearch(hypermodel=build_model, objective="val_loss", max_trials=3, overwrite=True)
            tuner.search_space_summary()
            tuner.search(x[:30], y[:30], epochs=1, validation_data=(x[30:], y[30:]), verbose=0)
            best = tuner.get_best_hyperparameters(num_trials=1)[0]
            print(sorted(best.values)[:3], 1e-4 <= best.get("lr") <= 1e-2, best.get("units_0") in (8, 16, 24))
            print(tuner.hypermodel.build(best).predict(x[:2], verbose=0).shape, len(tuner.get_best_models(2)))
            """)
        #expect(
            out == [
                "Search space summary", "Default search space size: 5", "num_layers (Int)",
                "{'default': None, 'conditions': [], 'min_value': 1, 'max_value': 2, 'step': 1, 'sampling': 'linear'}",
                "units_0 (Int)",
                "{'default': None, 'conditions': [], 'min_value': 8, 'max_value': 24, 'step': 8, 'sampling': 'linear'}",
                "activation (Choice)",
                "{'default': 'relu', 'conditions': [], 'values': ['relu', 'tanh'], 'ordered': False}",
                "dropout (Boolean)",
                "{'default': False, 'conditions': []}", "lr (Float)",
                "{'default': 0.0001, 'conditions': [], 'min_value': 0.0001, 'max_value': 0.01, 'step': None, "
                    + "'sampling': 'log'}",
                "['activation', 'dropout', 'lr'] True True", "(2, 1) 2",
            ])
    }

    @Test func gridsGoThroughConditionsAndModelsOfOnesOwnFitThemselves() throws {
        let out = try printed(
            """
            x = np.random.normal(size=(30, 5))
            y = x.sum(axis=1)
            def small(hp):
                a = hp.Choice("a", [1, 2, 3])
                with hp.conditional_scope("a", [2]):
                    b = hp.Float("b", 0.0, 1.0, step=0.5)
                m = keras.Sequential([keras.Input((5,)), keras.layers.Dense(1)])
                m.compile("sgd", "mse", metrics=["accuracy"])
                return m
            g = kt.GridSearch(small, objective=kt.Objective("val_accuracy", "max"), overwrite=True)
            g.search(x[:20], y[:20], epochs=1, validation_data=(x[20:], y[20:]), verbose=0)
            print(len(g.oracle.trials))
            class MyHyperModel(kt.HyperModel):
                def build(self, hp):
                    return small(hp)
                def fit(self, hp, model, *args, **kwargs):
                    return model.fit(*args, batch_size=hp.Choice("batch_size", [8, 16]), **kwargs)
            t = kt.RandomSearch(MyHyperModel(), objective="val_loss", max_trials=2, overwrite=True)
            t.search(x[:20], y[:20], epochs=1, validation_data=(x[20:], y[20:]), verbose=0)
            print("batch_size" in t.get_best_hyperparameters()[0].values)
            hp = kt.HyperParameters()
            print(hp.Int("n", 4, 20, step=4), hp.Choice("c", ["x", "y"]), hp.Float("f", 0.1, 0.9), hp.Boolean("z"))
            print(hp.Fixed("q", 3), hp.values, hp.get("n"), "n" in hp)
            """)
        #expect(
            out == [
                "5", "True", "4 x 0.1 False", "3 {'n': 4, 'c': 'x', 'f': 0.1, 'z': False, 'q': 3} 4 True",
            ])
    }

    @Test func theFirstOfAWideRangeIsItsLeast() throws {
        let out = try printed("print(kt.HyperParameters().Int(\"n\", -5, 9223372036854775807))")
        #expect(out == ["-5"])
    }

    @Test func whatHasNoMeaningIsRefusedWhereItIsDeclared() throws {
        let out = try printed(
            """
            hp = kt.HyperParameters()
            for declare in (
                lambda: hp.Float("a", -1, 1, sampling="log"), lambda: hp.Int("a", 5, 1), lambda: hp.Choice("c", [1, "a"]),
                lambda: hp.Choice("c", [None]), lambda: hp.Int("a", 1.5, 3), lambda: hp.Int("a", 1, 10, sampling="cubic"),
                lambda: hp.Int("a", 1, 10, step=1, sampling="log"), lambda: hp.conditional_scope("zz", [1]),
                lambda: hp.Choice("c", ["a"], ordered=True), lambda: hp.Choice("t", [True, False]),
            ):
                try:
                    print("ran", declare())
                except Exception as e:
                    print(type(e).__name__, str(e)[:60])
            """)
        #expect(
            out == [
                "ValueError For HyperParameters.Float(name='a'), sampling='log' does not",
                "ValueError For HyperParameters.Int(name='a'), min_value 5 is greater th",
                "TypeError A `Choice` can contain only one type of value, found values:",
                "TypeError A `Choice` can contain only `int`, `float`, `str`, or `bool`",
                "ValueError min_value must be an int, Received: 1.5 of type <class 'floa",
                "ValueError For HyperParameters.Int(name='a'), sampling must be one of l",
                "ValueError For HyperParameters.Int(name='a'), expected step > 1 with sa",
                "ValueError `HyperParameter` named: zz not defined.",
                "ValueError `ordered` must be `False` for non-numeric types.", "ran 1",
            ])
    }

    @Test func hyperbandsBracketsHaveTheTrialsAndEpochsOfKerasTuners() throws {
        let out = try printed(
            """
            seen = []
            class Band(kt.Hyperband):
                def run_trial(self, trial):
                    v = trial.hyperparameters.values
                    x = trial.hyperparameters.Float("x", -1.0, 1.0)
                    seen.append((v["tuner/bracket"], v["tuner/round"], v["tuner/initial_epoch"], v["tuner/epochs"]))
                    return (x - 0.3) ** 2
            tuner = Band(max_epochs=9, factor=3, seed=0)
            tuner.search()
            kinds = sorted(set(seen), reverse=True)
            print(len(tuner.oracle.trials), [(k, seen.count(k)) for k in kinds])
            """)
        #expect(
            out == [
                "23 [((2, 2, 3, 9), 1), ((2, 1, 1, 3), 3), ((2, 0, 0, 1), 9), ((1, 1, 3, 9), 2), ((1, 0, 0, 3), 5), "
                    + "((0, 0, 0, 9), 3)]"
            ])
    }

    @Test func aBayesianSearchComesCloseAndRepeatsNothing() throws {
        let out = try printed(
            """
            class Bowl(kt.BayesianOptimization):
                def run_trial(self, trial):
                    return (trial.hyperparameters.Float("x", -1.0, 1.0) - 0.3) ** 2
            tuner = Bowl(max_trials=12, num_initial_points=4, seed=0)
            tuner.search()
            print(len(tuner.oracle.trials), abs(tuner.get_best_hyperparameters()[0].get("x") - 0.3) < 0.05)
            class Few(kt.BayesianOptimization):
                def run_trial(self, trial):
                    return float(trial.hyperparameters.Int("n", 1, 4))
            hp = kt.HyperParameters()
            hp.Int("n", 1, 4)
            few = Few(max_trials=4, seed=1, hyperparameters=hp)
            few.search()
            print(sorted([t.hyperparameters.get("n") for t in few.oracle.trials.values()]))
            """)
        #expect(out == ["12 True", "[1, 2, 3, 4]"])
    }
}
