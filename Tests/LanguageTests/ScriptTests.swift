import Answers
import Language
import Testing

/// What stands around the lines that matter in scripts and notebooks of others.
@Suite struct ScriptTests {
    private func printed(_ text: String) -> String {
        let session = Session(registry: Registry(words: PythonWords.words))
        do {
            let outcome = try session.evaluate(text)
            return outcome.printed.joined(separator: "\n")
        } catch let problem as Diagnostic {
            return "! \(problem.mistake.problem)"
        } catch {
            return "\(error)"
        }
    }

    @Test(
        "Lines that concern the notebook, the reader or other libraries are passed over",
        arguments: [
            "%matplotlib inline\nprint(1)", "!pip install -q keras\nprint(1)", "%%time\nprint(1)", "%time print(1)",
            "from __future__ import annotations\nprint(1)",
            "from __future__ import print_function, division\nprint(1)",
            "import warnings\nwarnings.filterwarnings('ignore')\nprint(1)",
            "import os\nos.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'\nprint(1)",
            "if __name__ == '__main__':\n    print(1)",
            "from typing import List, Optional\ndef f(x: List[float], n: Optional[int] = None) -> float:\n    y: int = 1\n    return y\nprint(f([]))",
        ])
    func around(_ text: String) { #expect(printed(text) == "1") }

    @Test("Inside a statement % and ! keep their meaning")
    func operators() {
        #expect(printed("print(7\n  % 4)") == "3")
        #expect(printed("x = 1\n!x") == "! ! is not used here")
    }

    @Test("A dataclass has the methods that Python writes for it")
    func dataclass() {
        let plan = """
            from dataclasses import dataclass, field
            @dataclass
            class Plan:
                \"""How to train.\"""
                epochs: int
                rate: float = 0.1
                losses: list = field(default_factory=list)
                label = "not a field"

                def scaled(self, factor):
                    rate: float = self.rate * factor
                    return Plan(self.epochs, rate)

            """
        #expect(printed(plan + "print(Plan(3))") == "Plan(epochs=3, rate=0.1, losses=[])")
        #expect(printed(plan + "print(Plan(3, rate=0.2).scaled(2))") == "Plan(epochs=3, rate=0.4, losses=[])")
        #expect(
            printed(plan + "a = Plan(1); b = Plan(1); a.losses.append(2); print(b.losses, a == b, b == Plan(1))")
                == "[] False True")
        #expect(printed(plan + "print(Plan.rate, Plan(1).label, Plan(1) == 3)") == "0.1 not a field False")
        #expect(printed(plan + "Plan()").contains("epochs"))
        let finished =
            "from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\n    def __post_init__(self): self.y = 2 * self.x\n    def __repr__(self): return f'<{self.y}>'\nprint(P(4))"
        #expect(printed(finished) == "<8>")
    }

    @Test(
        "What a dataclass does without is said at its place",
        arguments: [
            ("@dataclass\nclass P:\n    x: list = []", "all objects would share the default of x"),
            ("@dataclass\nclass P:\n    x: int = 1\n    y: int", "y has no default, and one before it has"),
            ("@dataclass(unsafe_hash=True)\nclass P:\n    x: int", "unsafe_hash of dataclass is not used here"),
            ("@dataclass\nclass P:\n    x: int = field(order=True)", "order of field is not used here"),
            (
                "class A: pass\n@dataclass\nclass P(A):\n    x: InitVar[int]",
                "InitVar of a dataclass with a base class is not used here"
            ),
        ])
    func refused(_ text: String, _ problem: String) { #expect(printed(text) == "! \(problem)") }

    @Test("Random choices are called by the names that Python gives their parameters")
    func randomNames() {
        let text = """
            import random
            print(random.choices(population=["a", "b"], weights=[0, 1], k=3), random.choice(seq=[7]))
            print(sorted(random.sample(population=[3, 1, 2], k=3)), random.randrange(start=4, stop=5))
            items = [5]
            random.shuffle(x=items)
            print(items)
            """
        #expect(printed(text) == "['b', 'b', 'b'] 7\n[1, 2, 3] 4\n[5]")
    }

    @Test("A module that is not here is told with what does the same")
    func modules() {
        let session = Session(registry: Registry(words: PythonWords.words))
        let problem = #expect(throws: Diagnostic.self) { try session.evaluate("import polars as pl") }
        #expect(problem?.mistake.problem == "there is no module polars here")
        #expect(problem?.mistake.expected?.contains("numpy") == true)
        #expect(problem?.mistake.suggestion?.contains("pandas") == true)
    }
}
