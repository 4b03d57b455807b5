import Language
import Testing

@testable import Vocabulary

/// Where PyTorch 2.13.0 surprises (the folder `findings` has a script for each), and what the same lines do here.
@Suite("What the findings about PyTorch are about")
struct TorchFindingTests: ProgramSuite {
    static let start = "import torch\n"

    /// findings/torch-class-weights-by-batch.sh
    @Test("The weights of classes count beside rows of another class only, and otherwise for targets that are one-hot")
    func classWeights() throws {
        let lines = """
            from torch import nn
            x, y = torch.tensor([[2.0, 0.0], [1.0, 0.0]]), torch.tensor([0, 1])
            weighted, plain = nn.CrossEntropyLoss(weight=torch.tensor([1.0, 10.0])), nn.CrossEntropyLoss()
            losses = [weighted(x, y), weighted(x, nn.functional.one_hot(y).float()), weighted(x[1:], y[1:]), plain(x[1:], y[1:])]
            """
        #expect(try shown("[round(l.item(), 4) for l in losses]", after: lines) == "[1.2054, 6.6298, 1.3133, 1.3133]")
    }

    /// findings/torch-rate-tensor-shared.sh: PyTorch's numbers for a rate that is a number.
    @Test("A rate that is a tensor is each group's own", arguments: ["0.1", "torch.tensor(0.1)"])
    func rates(rate: String) throws {
        let lines = """
            from torch.optim.lr_scheduler import LambdaLR, ReduceLROnPlateau
            def groups(count):
                return torch.optim.Adam([{"params": [torch.nn.Parameter(torch.ones(1))]} for i in range(count)], lr=\(rate))
            def rates(o):
                return [round(float(g["lr"]), 5) for g in o.param_groups]
            o = groups(3)
            s = ReduceLROnPlateau(o, factor=0.5, patience=0)
            s.step(1.0)
            s.step(1.0)
            p = groups(2)
            s = LambdaLR(p, [lambda epoch: 1.0, lambda epoch: 0.5**epoch])
            p.step()
            s.step()
            """
        #expect(try shown("rates(o), rates(p)", after: lines) == "([0.05, 0.05, 0.05], [0.1, 0.05])")
    }

    @Test(
        "decoupled_weight_decay=True takes the decay out of the gradient",
        arguments: [
            ("Adam", [0.40844138417152004, 0.2052756983658106]), ("NAdam", [0.5472187079442925, 0.31328162163725526]),
            ("RAdam", [0.6661471979862538, 0.6465465372636431]),
        ])
    func decoupled(rule: String, moved: [Double]) throws {
        let lines = """
            def moved(**settings):
                w = torch.nn.Parameter(torch.ones(1, dtype=torch.float64))
                o = torch.optim.\(rule)([w], lr=0.1, weight_decay=0.5, **settings)
                for i in range(6):
                    w.grad = torch.full((1,), 0.2, dtype=torch.float64)
                    o.step()
                return w.item()
            found = [moved(), moved(decoupled_weight_decay=True)]
            """
        let same = "max(abs(a - b) for a, b in zip(found, \(moved))) < 1e-8"
        #expect(try shown(same, after: lines) == "True")
    }

    /// findings/torch-adam-becomes-adamw.sh
    @Test(
        "An Adam that loads the state of an AdamW decays as AdamW does, and not the other way round",
        arguments: [
            ("Adam", "None", 0.9, "False"), ("Adam", "made(AdamW)[0]", 0.95, "True"),
            ("AdamW", "None", 0.95, "True"), ("AdamW", "made(Adam)[0]", 0.8829941764820312, "True"),
        ])
    func loaded(rule: String, saved: String, moved: Double, isDecoupled: String) throws {
        let lines = """
            from torch.optim import Adam, AdamW
            def made(rule, saved=None):
                w = torch.nn.Parameter(torch.ones(1, dtype=torch.float64))
                o = rule([w], lr=0.1, weight_decay=0.5)
                if saved is not None:
                    o.load_state_dict(saved.state_dict())
                w.grad = torch.zeros(1, dtype=torch.float64)
                o.step()
                return o, w.item()
            o, moved = made(\(rule), \(saved))
            """
        #expect(try shown("o.param_groups[0]['decoupled_weight_decay']", after: lines) == isDecoupled)
        #expect(try shown("abs(moved - \(moved)) < 1e-8", after: lines) == "True")
        #expect(try shown("type(o).__name__", after: lines) == "'\(rule)'")
    }
}
