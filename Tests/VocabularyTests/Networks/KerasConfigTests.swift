import Foundation
import Language
import Testing
import Vocabulary

/// Configurations of layers, models, optimizers and schedules; expectations by running Keras 3.15.1.
@Suite("Configurations as Keras writes and reads them")
struct KerasConfigTests {
    private struct File: Decodable {
        struct Case: Decodable {
            let code: String
            let printed: String
        }
        let cases: [Case]
    }

    private static func cases() throws -> [File.Case] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Golden/keras_configs.json")
        return try JSONDecoder().decode(File.self, from: Data(contentsOf: file)).cases
    }

    private func printed(_ code: String) throws -> [String] {
        let session = Session(registry: Vocabulary.registry)
        return try session.evaluate("import keras\nimport numpy as np\nK = keras.layers\n" + code).printed.flatMap {
            $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
    }

    @Test func everyConfigurationIsKeras() throws {
        let cases = try Self.cases()
        #expect(cases.count > 75)
        for case_ in cases {
            let lines = case_.code.split(separator: "\n")
            let code = lines.dropLast().joined(separator: "\n") + "\nprint(repr(\(lines.last ?? "")))"
            do {
                let found = try printed(code).joined(separator: "\n")
                #expect(found == case_.printed, "\(case_.code)")
            } catch {
                Issue.record("\(case_.code): \(error)")
            }
        }
    }

    @Test func layersOfOnesOwnComeBackByTheirConfiguration() throws {
        let out = try printed(
            """
            class Scale(K.Layer):
                def __init__(self, factor=1.0, **kwargs):
                    super().__init__(**kwargs)
                    self.factor = factor
                def call(self, x):
                    return x * self.factor
                def get_config(self):
                    return {**super().get_config(), "factor": self.factor}
            m = keras.Sequential([keras.Input((2,)), Scale(3.0, name="s"), K.Dense(1, name="d")])
            n = keras.Sequential.from_config(m.get_config())
            print(n.layers[0].factor, n.layers[0].name, n.count_params())
            n = keras.models.model_from_json(m.to_json(), custom_objects={"Scale": Scale})
            print(n.layers[0].factor, [l.name for l in n.layers])
            print(Scale.from_config(Scale(2.0).get_config()).factor)
            """)
        #expect(out == ["3.0 s 3", "3.0 ['s', 'd']", "2.0"])
    }

    @Test func whatIsNotComputedHereIsSaid() throws {
        let out = try printed(
            """
            c = K.Conv2D(4, 3).get_config()
            c["groups"] = 2
            for f in [lambda: K.Conv2D.from_config(c), lambda: keras.models.model_from_json("{}"),
                      lambda: keras.models.model_from_json('{"class_name": "Sequential", "config": {"layers": 3}}'),
                      lambda: keras.Sequential.from_config({"layers": [{"class_name": "Foo", "config": {}}]})]:
                try:
                    f()
                except (TypeError, ValueError) as e:
                    print(type(e).__name__)
            """)
        #expect(out == ["TypeError", "ValueError", "ValueError", "TypeError"])
    }

    @Test func jsonRefusesWhatItHasNoFormFor() throws {
        let out = try printed(
            """
            import json
            for v in [np.ones(2), {(1, 2): 3}, {1: 2, None: True}]:
                try:
                    print(json.dumps(v))
                except TypeError as e:
                    print(e)
            """)
        #expect(
            out == [
                "Object of type ndarray is not JSON serializable",
                "keys must be str, int, float, bool or None, not tuple", #"{"1": 2, "null": true}"#,
            ])
    }
}
