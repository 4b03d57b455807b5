import Language
import Testing
import Vocabulary

/// Products with derivatives and small words of PyTorch 2.13.
@Suite("PyTorch's products with derivatives, and messages")
struct DerivativeProductTests {
    private func printed(_ code: String) throws -> [String] {
        let session = Session(registry: Vocabulary.registry)
        session.isPython = true
        return try session.evaluate("import torch\n" + code).printed
    }

    @Test("vjp, jvp, hvp and their kin in torch.func")
    func products() throws {
        let out = try printed(
            """
            from torch.autograd.functional import vjp, jvp, hvp, vhp
            def rosen(x): return (1 - x[0]) ** 2 + 100 * (x[1] - x[0] ** 2) ** 2
            value, product = hvp(rosen, torch.tensor([-1.2, 1.0]), torch.tensor([1., 0.]))
            print(round(value.item(), 3), [round(v, 2) for v in product.tolist()])
            x, v = torch.tensor([1.0, 2.0]), torch.tensor([1.0, 3.0])
            print(vjp(lambda z: z ** 2, x, v)[1].tolist(), jvp(lambda z: z ** 2, x, v)[1].tolist())
            value, back = torch.func.vjp(lambda z: z ** 2, x)
            print(value.tolist(), back(v)[0].tolist(), torch.func.jvp(lambda z: z ** 2, (x,), (v,))[1].tolist())
            """)
        #expect(
            out == [
                "24.2 [1330.0, 480.0]", "[2.0, 12.0] [2.0, 12.0]", "[1.0, 4.0] [2.0, 12.0] [2.0, 12.0]",
            ], "\(out)")
    }

    @Test("A function is run once, and as many vectors are wanted as there are tensors")
    func once() throws {
        let out = try printed(
            """
            x = torch.tensor([1.0, 2.0])
            runs = []
            def product(a, b):
                runs.append(1)
                return a * b, a.sum()
            value, back = torch.func.vjp(product, x, x + 1)
            print([v.tolist() for v in back((torch.ones(2), torch.tensor(1.0)))], len(runs))
            print([v.tolist() for v in back((torch.zeros(2), torch.tensor(2.0)))], len(runs))
            try:
                back(torch.ones(2))
            except RuntimeError:
                print("RuntimeError")
            try:
                torch.autograd.functional.jvp(lambda a, b: a * b, (x, x), torch.ones(2))
            except RuntimeError as e:
                print(e)
            """)
        #expect(
            out == [
                "[[3.0, 4.0], [1.0, 2.0]] 1", "[[2.0, 2.0], [0.0, 0.0]] 1", "RuntimeError",
                "v is a tuple of invalid length: should be 2 but got 1.",
            ], "\(out)")
    }

    @Test("An infinite norm only measures, and examples are put together by hand")
    func small() throws {
        let out = try printed(
            """
            p = torch.nn.Parameter(torch.tensor([1.0, 2.0]))
            p.grad = torch.tensor([3.0, 4.0])
            print(torch.nn.utils.clip_grad_norm_([p], float("inf")).item(), p.grad.tolist())
            x, y = torch.utils.data.default_collate([(torch.zeros(2), 1), (torch.ones(2), 2)])
            print(x.tolist(), y)
            print(list(torch.optim.SGD([p], lr=0.1).state_dict()["param_groups"][0])[-1])
            with torch.autograd.set_detect_anomaly(True):
                print((p * 2).requires_grad)
            """)
        #expect(out == ["5.0 [3.0, 4.0]", "[[0.0, 0.0], [1.0, 1.0]] tensor([1, 2])", "params", "True"], "\(out)")
    }

    @Test(
        "Errors have PyTorch's types",
        arguments: [
            ("torch.optim.lr_scheduler.StepLR(torch.nn.Linear(1, 1), 1)", "TypeError Linear is not an Optimizer"),
            ("torch.from_numpy([1, 2])", "TypeError expected np.ndarray (got list)"),
            (
                "torch.nn.BCEWithLogitsLoss()(torch.tensor([1.5]), torch.tensor([1]))",
                "RuntimeError result type Float can't be cast to the desired output type Long"
            ),
            (
                "torch.nn.BCEWithLogitsLoss()(torch.zeros(1, dtype=torch.float64), torch.tensor([1], dtype=torch.int32))",
                "RuntimeError result type Double can't be cast to the desired output type Int"
            ),
            ("torch.nn.Linear(1, 1).cuda()", "AssertionError Torch not compiled with CUDA enabled"),
            ("torch.ones(2).cuda()", "AssertionError Torch not compiled with CUDA enabled"),
            ("torch.ones(2).foo", "AttributeError 'Tensor' object has no attribute 'foo'"),
        ])
    func errors(call: String, expected: String) throws {
        let code = "try:\n    \(call)\n    print('nothing')\nexcept Exception as e:\n    print(type(e).__name__, e)"
        #expect(try printed(code) == [expected], "\(call)")
    }
}
