import Answers
import Language
import Testing
import Vocabulary

/// A library answers with its own words alone.
@Suite("Names under torch and keras")
struct TorchNameTests {
    private func mistake(_ code: String) throws -> Mistake? {
        let session = Session(registry: Vocabulary.registry)
        do {
            _ = try session.evaluate("import torch\nimport torch.nn as nn\nimport keras\n" + code)
        } catch {
            return (error as? Diagnostic)?.mistake ?? error as? Mistake
        }
        return nil
    }

    @Test(
        "Words of Keras and of the laboratory are none of PyTorch's, and the laboratory's none of Keras's",
        arguments: [
            ("torch.nn", "Dense", "nn.Linear(in_features, out_features)"),
            ("torch.nn", "SimpleRNN", "nn.RNN(input_size, hidden_size)"),
            ("torch.nn", "Bidirectional", "nn.LSTM(input_size, hidden_size, bidirectional=True)"),
            ("torch.nn", "Rescaling", "x / 255"), ("torch.nn", "Hinge", "torch.relu(1 - target * x).mean()"),
            ("torch.optim", "Lion", "import descent, and descent.optim.Lion, which the laboratory adds"),
            ("keras.metrics", "r2_score", nil), ("keras.optimizers", "RAdam", nil),
            ("keras.optimizers.schedules", "OneCycleLR", nil), ("tf.keras.optimizers", "RAdam", nil),
        ] as [(String, String, String?)])
    func foreign(module: String, name: String, instead: String?) throws {
        let found = try #require(try mistake("import tensorflow as tf\n\(module).\(name)"))
        let whole = module.hasPrefix("tf.") ? "tensorflow" + module.dropFirst(2) : module
        #expect(found.pythonMessage == "module '\(whole)' has no attribute '\(name)'")
        if let instead { #expect(found.suggestion == instead) }
    }

    @Test("A letter that was not set is a variable, and no function of PyTorch's whose import was forgotten")
    func letters() throws {
        for (name, isImport) in [("t", false), ("DataLoader", true)] {
            var found: Mistake?
            do {
                _ = try Session(registry: Vocabulary.registry).evaluate(name)
            } catch {
                found = (error as? Diagnostic)?.mistake
            }
            #expect(found?.problem.contains("without its import") == isImport, "\(name): \(String(describing: found))")
        }
    }

    @Test(
        "What the libraries have is found as before",
        arguments: [
            "keras.layers.Dense(2)", "keras.optimizers.Lion(0.1)", "keras.metrics.F1Score()", "keras.losses.Hinge()",
            "keras.regularizers.l2(0.1)", "keras.activations.relu", "keras.callbacks.EarlyStopping()",
            "keras.optimizers.schedules.CosineDecay(0.1, 10)", "keras.initializers.HeNormal()", "keras.Sequential()",
            "from torch.optim import Muon, Adafactor", "print(torch.e)",
            "import tensorflow as tf\ntf.keras.losses.mse",
            "import descent\ndescent.optim.Lion(nn.Linear(2, 1).parameters(), lr=0.1).step()",
            "from descent.optim import Yogi\nYogi(nn.Linear(2, 1).parameters(), lr=0.1)",
        ])
    func own(code: String) throws {
        let found = try mistake(code)
        #expect(found == nil, "\(found?.problem ?? "")")
    }
}
