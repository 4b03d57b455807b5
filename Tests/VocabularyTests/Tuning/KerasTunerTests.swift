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
}
