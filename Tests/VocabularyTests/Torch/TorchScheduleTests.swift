import Answers
import Language
import Testing
import Vocabulary

/// What PyTorch 2.13 prints for these lines.
@Suite("What PyTorch's cycles leave in an optimizer's groups")
struct TorchScheduleTests: ProgramSuite {
    static let start = """
        import torch
        from torch.optim.lr_scheduler import OneCycleLR, CyclicLR
        w = torch.ones(1, requires_grad=True)

        """

    @Test("OneCycleLR sets the first rate, the bounds of the rate and those of the momentum")
    func oneCycle() throws {
        #expect(
            try printed(
                "o = torch.optim.SGD([w], lr=0.1, momentum=0.9)\ns = OneCycleLR(o, max_lr=0.05, total_steps=10)\nprint(o)"
            ) == """
                SGD (
                Parameter Group 0
                    base_momentum: 0.85
                    dampening: 0
                    differentiable: False
                    foreach: None
                    fused: None
                    initial_lr: 0.002
                    lr: 0.0020000000000000018
                    max_lr: 0.05
                    max_momentum: 0.95
                    maximize: False
                    min_lr: 2e-07
                    momentum: 0.95
                    nesterov: False
                    weight_decay: 0
                )
                """)
    }

    @Test(
        "Adam's betas, a cycle without momentum, rates for each group, CyclicLR",
        arguments: [
            (
                """
                o = torch.optim.Adam([w], lr=0.1)
                s = OneCycleLR(o, max_lr=0.05, total_steps=10, div_factor=10, final_div_factor=100)
                g = o.param_groups[0]
                print(g['initial_lr'], g['min_lr'], g['betas'], g['base_momentum'], g['max_momentum'], s.base_lrs)
                """, "0.005 5e-05 (0.95, 0.999) 0.85 0.95 [0.005]"
            ),
            (
                """
                o = torch.optim.SGD([w], lr=0.1)
                s = OneCycleLR(o, max_lr=0.05, total_steps=10, cycle_momentum=False)
                print(list(o.param_groups[0])[-3:], o.param_groups[0]['momentum'])
                """, "['initial_lr', 'max_lr', 'min_lr'] 0"
            ),
            (
                """
                o = torch.optim.SGD([{'params': [w]}, {'params': [torch.ones(1, requires_grad=True)]}], lr=0.1, momentum=0.9)
                s = OneCycleLR(o, max_lr=[0.05, 0.5], total_steps=10)
                print([(q['initial_lr'], q['max_lr'], q['min_lr'], q['lr']) for q in o.param_groups])
                """, "[(0.002, 0.05, 2e-07, 0.0020000000000000018), (0.02, 0.5, 2e-06, 0.020000000000000018)]"
            ),
            (
                """
                o = torch.optim.SGD([w], lr=0.1, momentum=0.9)
                s = CyclicLR(o, 0.01, 0.1)
                g = o.param_groups[0]
                print(g['initial_lr'], g['lr'], g['base_momentum'], g['max_momentum'], g['momentum'], s.base_lrs)
                """, "0.01 0.01 0.8 0.9 0.9 [0.01]"
            ),
            (
                """
                o = torch.optim.SGD([w], lr=0.1, momentum=0.9)
                s = OneCycleLR(o, max_lr=0.05, epochs=2, steps_per_epoch=5)
                w.sum().backward()
                o.step()
                s.step()
                print(s.total_steps, o.param_groups[0]['lr'], o.param_groups[0]['momentum'])
                """, "10 0.026000000000000002 0.8999999999999999"
            ),
        ])
    func groups(code: String, expected: String) throws {
        #expect(try printed(code) == expected)
    }

    @Test("Rates for more groups than there are do not fit")
    func misfit() {
        do {
            _ = try printed("OneCycleLR(torch.optim.SGD([w], lr=0.1, momentum=0.9), max_lr=[0.1, 0.2], total_steps=5)")
            Issue.record("nothing was refused")
        } catch {
            #expect(
                (error as? Diagnostic)?.mistake.pythonMessage
                    == "max_lr must have the same length as optimizer.param_groups. max_lr has 2 values, param_groups has 1."
            )
        }
    }

    @Test(
        "A group that joins later goes on from its own rate, or is refused, as PyTorch's schedules have it",
        arguments: [
            ("LinearLR(o)", "[0.08667, 0.14444]"), ("CosineAnnealingLR(o, 10)", "[0.06545, 0.07236]"),
            ("PolynomialLR(o, 10)", "[0.06, 0.075]"), ("ExponentialLR(o, 0.9)", "[0.06561, 0.081]"),
            ("LambdaLR(o, lambda e: 0.5)", "ValueError zip() argument 2 is shorter than argument 1"),
            ("CyclicLR(o, 0.01, 0.1, cycle_momentum=False)", "ValueError zip() argument 2 is shorter than argument 1"),
            ("OneCycleLR(o, 0.1, total_steps=10, cycle_momentum=False)", "KeyError 'max_lr'"),
            ("CosineAnnealingWarmRestarts(o, 10)", "ValueError zip() argument 2 is shorter than argument 1"),
        ])
    func lateGroup(schedule: String, found: String) throws {
        let program = """
            from torch.optim.lr_scheduler import LinearLR, CosineAnnealingLR, PolynomialLR, ExponentialLR, LambdaLR
            from torch.optim.lr_scheduler import CosineAnnealingWarmRestarts
            o = torch.optim.SGD([w], lr=0.1)
            s = \(schedule)
            try:
                for i in range(4):
                    o.step()
                    s.step()
                    if i == 1:
                        o.add_param_group({"params": [torch.ones(1, requires_grad=True)], "lr": 0.1})
                print([round(g["lr"], 5) for g in o.param_groups])
            except Exception as e:
                print(type(e).__name__, e)
            """
        #expect(try printed(program) == found)
    }
}
