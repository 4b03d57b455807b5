import Answers
import Language
import Testing
import Vocabulary

/// What PyTorch 2.13 prints for these lines.
@Suite("PyTorch's words for hooks, views, states and shapes")
struct TorchRecordTests: ProgramSuite {
    static let start = """
        import torch
        import torch.nn as nn
        import torch.nn.functional as F

        """

    @Test(
        "A gradient that does not fit is refused in PyTorch's words",
        arguments: [
            (
                "h = torch.relu(x); h.register_hook(lambda g: torch.ones(20000000)); h.sum().backward()",
                "hook '<lambda>' has changed the size of value"
            ),
            (
                "h = torch.relu(x); h.register_hook(lambda g: g.double()); h.sum().backward()",
                "hook '<lambda>' has changed the type of value (was torch.FloatTensor got torch.DoubleTensor)"
            ),
            (
                "h = torch.relu(x); h.register_hook(lambda g: 5); h.sum().backward()",
                "expected Variable, but hook returned 'int'"
            ),
            (
                "x.grad = torch.ones(7)",
                "attempting to assign a gradient of size '[7]' to a tensor of size '[3]'. Please ensure that the gradient "
                    + "and the tensor are the same size"
            ),
            ("x.grad = 5", "assigned grad expected to be a Tensor or None but got grad of type int"),
            ("x.sum().backward(inputs=[])", "`inputs` argument to `backward()` cannot be empty."),
            ("torch.hypot(x, 4)", "hypot(): argument 'other' (position 2) must be Tensor, not int"),
            ("x.unique().sum().backward()", "the derivative for '_unique2' is not implemented."),
            ("torch.tensor([5]) // torch.tensor([0])", "ZeroDivisionError"),
        ])
    func refusals(code: String, message: String) {
        #expect(refused("x = torch.ones(3, requires_grad=True)\n" + code) == message)
    }

    @Test("backward of a Function may give another dtype or a broadcast shape, and no other")
    func functions() throws {
        let function = """
            class Fn(torch.autograd.Function):
                @staticmethod
                def forward(ctx, x): return x * 1
                @staticmethod
                def backward(ctx, g): return GRADIENT
            x = torch.ones(3, requires_grad=True)
            Fn.apply(torch.relu(x)).sum().backward()
            print(x.grad)
            """
        #expect(
            try printed(function.replacing("GRADIENT", with: "g.double()")) == "tensor([1., 1., 1.])")
        #expect(
            try printed(function.replacing("GRADIENT", with: "torch.ones(2, 3)"))
                == "tensor([2., 2., 2.])")
        #expect(
            refused(function.replacing("GRADIENT", with: "torch.ones(30000)"))
                == "Function FnBackward returned an invalid gradient at index 0 - got [30000] but expected shape compatible "
                + "with [3]")
    }

    @Test(
        "A parameter whose data has another shape since is not moved by what belongs to the old one")
    func replacedParameters() {
        let code = """
            w = nn.Parameter(torch.ones(2)); o = torch.optim.Adam([w])
            (w * w).sum().backward(); o.step()
            w.data = torch.ones(100000)
            """
        #expect(refused(code + "\no.step()").contains("has been replaced since"))
        #expect(
            refused(code + "\no.zero_grad(); (w * w).sum().backward(); o.step()").contains(
                "has been replaced since"))
    }

    @Test(
        "A gradient-weighted class map finds the gradients of a layer's output, by either of the two usual ways"
    )
    func classMap() throws {
        let net = """
            torch.manual_seed(0)
            net = nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU(), nn.Flatten(), nn.Linear(2 * 4, 2))
            kept = {}
            def seen(module, inputs, output):
                kept["maps"] = output
                output.register_hook(lambda g: kept.update(first=g))
            handles = [net[1].register_forward_hook(seen)]
            handles.append(net[1].register_full_backward_hook(lambda m, gi, go: kept.update(second=go[0])))
            net(torch.ones(1, 1, 4, 4))[0, 1].backward()
            weights = net[3].weight[1].view(1, 2, 2, 2)
            print(torch.equal(kept["first"], weights), torch.equal(kept["second"], weights))
            cam = (kept["maps"] * kept["first"].mean((2, 3), keepdim=True)).sum(1)
            print(cam.shape, [type(h).__name__ for h in handles])
            for h in handles: h.remove()
            kept.clear(); net(torch.ones(1, 1, 4, 4)).sum().backward(); print(kept)
            """
        #expect(
            try printed(net)
                == "True True\ntorch.Size([1, 2, 2]) ['RemovableHandle', 'RemovableHandle']\n{}")
    }

    @Test("A full backward hook sees what comes in and out, and may replace what goes on")
    func backwardHook() throws {
        let code = """
            m = nn.Linear(2, 2)
            with torch.no_grad(): m.weight.fill_(0.5)
            x = torch.ones(1, 2, requires_grad=True)
            def hook(module, grad_in, grad_out):
                print(grad_in, grad_out)
                return (grad_in[0] * 10,)
            handle = m.register_full_backward_hook(hook)
            (m(x) * 3).sum().backward(); print(x.grad)
            handle.remove()
            m.register_full_backward_hook(lambda module, gi, go: print(gi, go))
            m(torch.ones(1, 2)).sum().backward()
            """
        #expect(
            try printed(code)
                == "(tensor([[3., 3.]]),) (tensor([[3., 3.]]),)\ntensor([[30., 30.]])\n(None,) (tensor([[1., 1.]]),)"
        )
    }

    @Test(
        "Lines of tensors print what PyTorch prints",
        arguments: [
            (
                "a = torch.ones(3, requires_grad=True); x = a * 1; x[0] *= 5; x.sum().backward(); print(a.grad)",
                "tensor([5., 1., 1.])"
            ),
            (
                "a = torch.ones(3, requires_grad=True); x = a * 1; v = x.view(3); x.mul_(3); v.sum().backward(); "
                    + "print(a.grad, v)",
                "tensor([3., 3., 3.]) tensor([3., 3., 3.], grad_fn=<AsStridedBackward0>)"
            ),
            (
                "x = torch.tensor(1., requires_grad=True); torch.atan2(x, torch.tensor(2.)).backward(); print(x.grad)",
                "tensor(0.4000)"
            ),
            (
                "print(torch.tensor([1.]).arctan2(torch.tensor([2.])), torch.tensor([3.]).hypot(torch.tensor([4.])))",
                "tensor([0.4636]) tensor([5.])"
            ),
            (
                "print(torch.fmod(torch.tensor([5.5, -3.]), 2), torch.tensor([5.])//0)",
                "tensor([ 1.5000, -1.0000]) tensor([inf])"
            ),
            (
                "print(torch.tensor([[3., 1., 3., 3.], [2., 2., 1., 5.]]).median(1))",
                "torch.return_types.median(\nvalues=tensor([3., 2.]),\nindices=tensor([0, 0]))"
            ),
            (
                "print(torch.tensor([2., 1., 2.]).unique(return_inverse=True, return_counts=True))",
                "(tensor([1., 2.]), tensor([1, 0, 1]), tensor([1, 2]))"
            ),
            (
                "x = torch.tensor(0.123456789); print(f'{x} {x:.3f} {x!s} {x!r} {100*torch.tensor(7)/8} {torch.tensor([1.5])}', "
                    + "'{}'.format(x), '%s' % x)",
                "0.12345679104328156 0.123 tensor(0.1235) tensor(0.1235) 87.5 tensor([1.5000]) 0.12345679104328156 "
                    + "tensor(0.1235)"
            ),
            (
                "n = torch.tensor(2); print([1, 2, 3][n], list(range(n)), [1, 2, 3][:n], torch.arange(5)[:n])",
                "3 [0, 1] [1, 2] tensor([0, 1])"
            ),
            (
                "x = torch.ones(2); d = {x: 1}\n"
                    + "print(hasattr(x, 'item'), hasattr(x, 'nope'), getattr(x, 'sum')(), d[x], x in d, len({x, x, torch.ones(2)}))",
                "True False tensor(2.) 1 True 2"
            ),
            (
                "print(torch.multinomial(torch.tensor([[1., 0.], [0., 1.]]), 1), "
                    + "torch.multinomial(torch.tensor([[1., 0.], [0., 1.]]), 3, replacement=True).shape)",
                "tensor([[0],\n        [1]]) torch.Size([2, 3])"
            ),
            (
                "m = nn.Linear(1, 1)\nwith torch.no_grad(): m.weight.fill_(1); m.bias.fill_(2)\nprint(m.state_dict())",
                "OrderedDict([('weight', tensor([[1.]])), ('bias', tensor([2.]))])"
            ),
            (
                "print(torch.cdist(torch.tensor([[0., 0.], [3., 4.]]), torch.tensor([[0., 0.], [6., 8.]])))",
                "tensor([[ 0., 10.],\n        [ 5.,  5.]])"
            ),
            (
                "x = torch.tensor([1., 2., 4.])\n"
                    + "print(torch.quantile(x, 0.5), torch.quantile(x, torch.tensor([0., .4])), torch.var_mean(x))",
                "tensor(2.) tensor([1.0000, 1.8000]) (tensor(2.3333), tensor(2.3333))"
            ),
            (
                "print(torch.tensordot(torch.arange(6.).view(2, 3), torch.arange(12.).view(3, 4), dims=1))",
                "tensor([[20., 23., 26., 29.],\n        [56., 68., 80., 92.]])"
            ),
            (
                "print(nn.GroupNorm(2, 4), nn.GroupNorm(2, 4)(torch.arange(16.).view(2, 4, 2))[0, 0].tolist()[0] < -1.34)",
                "GroupNorm(2, 4, eps=1e-05, affine=True, bias=True) True"
            ),
            (
                "print(F.pad(torch.arange(4.).view(2, 2), (1, 0, 0, 1)), F.pad(torch.ones(2), (1, 2), value=5), "
                    + "F.pad(torch.arange(3.).view(1, 1, 3), (1, 1), mode='reflect'), F.pad(torch.ones(4), (-1, 0)))",
                "tensor([[0., 0., 1.],\n        [0., 2., 3.],\n        [0., 0., 0.]]) tensor([5., 1., 1., 5., 5.]) "
                    + "tensor([[[1., 0., 1., 2., 1.]]]) tensor([1., 1., 1.])"
            ),
            (
                "from torch.nn.utils.rnn import pad_sequence\nprint(pad_sequence([torch.ones(2), torch.ones(3)]))",
                "tensor([[1., 1.],\n        [1., 1.],\n        [0., 1.]])"
            ),
            (
                "print(torch.Size([2, 3]), torch.LongTensor([1, 2]), torch.FloatTensor([1, 2]), torch.FloatTensor(2, 3).shape)",
                "torch.Size([2, 3]) tensor([1, 2]) tensor([1., 2.]) torch.Size([2, 3])"
            ),
            (
                "torch.backends.cudnn.deterministic = True\ntorch.backends.cudnn.benchmark = False\n"
                    + "torch.cuda.manual_seed_all(0); print(torch.compile(nn.ReLU()))", "ReLU()"
            ),
        ])
    func lines(code: String, expected: String) throws {
        #expect(try printed(code) == expected)
    }

    @Test("A name that torch has not is answered with the nearest that it has")
    func suggestion() {
        do { _ = try printed("torch.tensr([1])") } catch {
            #expect((error as? Diagnostic)?.mistake.suggestion == "tensor")
        }
    }

    private static let optimizers: [(String, String, String)] = [
        ("SGD, lr=.1", "{}", "[0.3974, 0.423]"),
        ("SGD, lr=.1, momentum=.9", "{'momentum_buffer': [3.993, 12.12]}", ""),
        (
            "Adam, lr=.1",
            "{'step': [3.0], 'exp_avg': [0.6542, 2.919], 'exp_avg_sq': [0.01859, 0.3554]}",
            "[0.6101, 1.604]"
        ),
        (
            "Adam, lr=.1, amsgrad=True",
            "{'step': [3.0], 'exp_avg': [0.6542, 2.919], 'exp_avg_sq': [0.01859, 0.3554], "
                + "'max_exp_avg_sq': [0.01859, 0.3554]}", "[0.6101, 1.604]"
        ),
        ("RMSprop, lr=.1", "{'step': [3.0], 'square_avg': [0.08821, 1.53]}", ""),
        (
            "RMSprop, lr=.1, momentum=.5, centered=True",
            "{'step': [3.0], 'square_avg': [0.09418, 1.499], 'momentum_buffer': [5.05, 3.882], "
                + "'grad_avg': [0.03713, 0.1489]}", "[-1.984, -0.3378]"
        ),
        ("Adagrad, lr=.1", "{'step': [3.0], 'sum': [19.32, 362.9]}", "[0.7501, 1.735]"),
        (
            "Adadelta, lr=.1",
            "{'step': [3.0], 'square_avg': [2.436, 39.0], 'acc_delta': [2.845e-06, 2.846e-06]}",
            "[0.9987, 1.999]"
        ),
        (
            "Adamax, lr=.1",
            "{'step': [3.0], 'exp_avg': [0.6585, 2.924], 'exp_inf': [2.994, 11.98]}",
            "[0.6556, 1.63]"
        ),
        (
            "NAdam, lr=.1",
            "{'step': [3.0], 'mu_product': [0.09121], 'exp_avg': [0.6627, 2.934], 'exp_avg_sq': [0.01889, 0.3582]}",
            "[0.7048, 1.687]"
        ),
        (
            "RAdam, lr=.1",
            "{'step': [3.0], 'exp_avg': [0.4446, 1.15], 'exp_avg_sq': [0.01162, 0.1474]}",
            "[0.1914, -0.6023]"
        ),
        (
            "Rprop, lr=.1", "{'step': [3.0], 'prev': [1.825, 9.505], 'step_size': [0.144, 0.144]}",
            "[0.4632, 1.463]"
        ),
        (
            "ASGD, lr=.1", "{'step': [3.0], 'eta': [0.1], 'mu': [1.0], 'ax': [0.4612, 0.4971]}",
            "[0.3974, 0.423]"
        ),
    ]

    @Test(
        "state_dict has PyTorch's names and numbers, and what was saved goes on as if nothing had happened",
        arguments: Self.optimizers)
    func savedState(made: String, state: String, next: String) throws {
        let parts = made.split(separator: ",", maxSplits: 1)
        let code = """
            def near(v): return [float(f"{float(x):.4g}") + 0.0 for x in v.ravel()]
            def step(o, w): o.zero_grad(); (w**3).sum().backward(); o.step()
            w = nn.Parameter(torch.tensor([1., 2.]))
            o = torch.optim.\(parts[0])([w],\(parts[1]))
            for i in range(3): step(o, w)
            saved = o.state_dict()
            print({k: near(v) for k, v in saved["state"].get(0, {}).items()})
            v = nn.Parameter(w.detach().clone())
            p = torch.optim.\(parts[0])([v],\(parts[1]))
            p.load_state_dict(saved)
            step(o, w); step(p, v)
            print(torch.equal(w, v)); print(near(w.detach()))
            """
        let lines = try printed(code).split(separator: "\n").map(String.init)
        #expect(lines[0] == state)
        #expect(lines[1] == "True")
        if !next.isEmpty { #expect(lines[2] == next) }
    }

    @Test("A learner's own optimizer keeps its state by parameter")
    func ownState() throws {
        let code = """
            class Own(torch.optim.Optimizer):
                def __init__(self, params): super().__init__(params, dict(lr=0.5))
                def step(self):
                    for group in self.param_groups:
                        for p in group["params"]:
                            state = self.state[p]
                            if len(state) == 0: state["count"] = 0
                            state["count"] += 1
                            p.data -= group["lr"] * p.grad * state["count"]
            w = nn.Parameter(torch.ones(1)); o = Own([w])
            for i in range(2): o.zero_grad(); (w * 1).sum().backward(); o.step()
            print(w.item(), o.state[w])
            """
        #expect(try printed(code) == "-0.5 {'count': 2}")
    }

    @Test(
        "Rates of schedules end in the digits of PyTorch's recursions",
        arguments: [
            (
                "StepLR(o, 2, 0.1)",
                "[0.1, 0.010000000000000002, 0.010000000000000002, 0.0010000000000000002]"
            ),
            (
                "MultiStepLR(o, [2, 4], 0.1)",
                "[0.1, 0.010000000000000002, 0.010000000000000002, 0.0010000000000000002]"
            ),
            (
                "ExponentialLR(o, 0.9)",
                "[0.09000000000000001, 0.08100000000000002, 0.07290000000000002, 0.06561000000000002]"
            ),
            (
                "CosineAnnealingLR(o, 10)",
                "[0.09755282581475769, 0.09045084971874738, 0.07938926261462367, 0.06545084971874739]"
            ),
            ("LinearLR(o, 0.5, total_iters=4)", "[0.0625, 0.075, 0.08750000000000001, 0.1]"),
            ("PolynomialLR(o, 4, 2.)", "[0.05625, 0.024999999999999998, 0.0062499999999999995, 0.0]"),
            ("ConstantLR(o, 0.5, 2)", "[0.05, 0.1, 0.1, 0.1]"),
        ])
    func rates(schedule: String, expected: String) throws {
        let code = """
            o = torch.optim.SGD([nn.Parameter(torch.ones(1))], lr=0.1)
            s = torch.optim.lr_scheduler.\(schedule); r = []
            for i in range(4): o.step(); s.step(); r.append(s.get_last_lr()[0])
            print(r)
            """
        #expect(try printed(code) == expected)
    }

    @Test("Schedules in sequence are not taken for a step out of order")
    func sequence() throws {
        let session = Session(registry: Vocabulary.registry)
        let answer = try session.evaluate(
            """
            import torch
            o = torch.optim.SGD([torch.nn.Parameter(torch.ones(1))], lr=0.1)
            L = torch.optim.lr_scheduler
            s = L.SequentialLR(o, [L.LinearLR(o, 0.5, total_iters=2), L.ExponentialLR(o, 0.9)], [2])
            for i in range(3): o.step(); s.step()
            print(s.get_last_lr())
            """)
        #expect(answer.notes.isEmpty)
        #expect(answer.printed == ["[0.09000000000000001]"])
    }
}
