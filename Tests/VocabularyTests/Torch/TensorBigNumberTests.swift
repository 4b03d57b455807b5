import Language
import Testing
import Vocabulary

/// Whole numbers beyond a dtype beside a tensor, and what may stand in the place of a parameter, as PyTorch 2.13 has it.
@Suite("Tensors and whole numbers beyond their dtype")
struct TensorBigNumberTests {
    private func printed(_ call: String, _ before: String = "") throws -> String {
        let session = Session(registry: Vocabulary.registry)
        session.isPython = true
        return try session.evaluate(
            "import torch\n\(before)try:\n    print(\(call))\nexcept Exception as e:\n    print(type(e).__name__, e)"
        ).printed.joined(separator: "\n")
    }

    @Test(
        "The bits of a number count beside whole ones, its size beside others, and longer ones are refused",
        arguments: [
            ("t + 2**63", "tensor([-9223372036854775807, -9223372036854775806])"),
            ("t * 2**63", "tensor([-9223372036854775808,                    0])"),
            ("t - 2**63", "tensor([-9223372036854775807, -9223372036854775806])"),
            ("2**63 - t", "tensor([9223372036854775807, 9223372036854775806])"),
            ("t / 2**63", "tensor([1.0842e-19, 2.1684e-19])"),
            ("t // 2**63", "tensor([-1, -1])"),
            ("2**63 // t", "tensor([-9223372036854775808, -4611686018427387904])"),
            ("t ** 2**63", "RuntimeError value cannot be converted to type int64_t without overflow"),
            ("t > 2**63", "tensor([True, True])"), ("t == 2**63", "tensor([False, False])"),
            ("t + 2**64", "OverflowError int too big to convert"),
            ("2**64 + t", "OverflowError int too big to convert"),
            ("t + (-2**63-1)", "OverflowError can't convert negative int to unsigned"),
            ("t < 2**64", "OverflowError int too big to convert"),
            ("f + 2**63", "tensor([9.2234e+18, 9.2234e+18])"),
            ("f * 10**30", "OverflowError int too big to convert"),
            ("torch.add(t, 2**63)", "tensor([-9223372036854775807, -9223372036854775806])"),
            ("t & 2**63", "tensor([0, 0])"),
            ("t | 2**63", "tensor([-9223372036854775807, -9223372036854775806])"),
            (
                "torch.tensor([True]) + 2**63",
                "RuntimeError Promotion for uint16, uint32, uint64 types is not supported, attempted to promote Bool and "
                    + "UInt64"
            ),
            ("i + 2**33", "tensor([1, 2], dtype=torch.int32)"), ("i * 2**40", "tensor([0, 0], dtype=torch.int32)"),
            ("i == 2**32 + 1", "tensor([ True, False])"),
            ("torch.tensor([200], dtype=torch.uint8) + 300", "tensor([244], dtype=torch.uint8)"),
            ("t.clamp(max=2**63)", "RuntimeError value cannot be converted to type int64_t without overflow"),
            ("t.clamp(min=2**63)", "RuntimeError value cannot be converted to type int64_t without overflow"),
            ("t.clamp(max=2**63 - 1)", "tensor([1, 2])"), ("f.clamp(max=2**63)", "tensor([1.5000, 2.0000])"),
            ("f.clamp(max=2**64)", "OverflowError int too big to convert"),
            ("t.masked_fill(t > 1, 2**63)", "RuntimeError value cannot be converted to type int64_t without overflow"),
            (
                "torch.where(t > 1, t, 2**63)",
                "RuntimeError value cannot be converted to type int64_t without overflow"
            ),
            ("torch.arange(2**63)", "RuntimeError value cannot be converted to type int64_t without overflow"),
            (
                "torch.arange(2**63, 2**63 + 3)",
                "RuntimeError value cannot be converted to type int64_t without overflow"
            ),
            ("torch.arange(2**64)", "OverflowError int too big to convert"),
            ("torch.arange(0.0, 2**63, 2.0**62)", "tensor([0.0000e+00, 4.6117e+18])"),
            ("torch.arange(2**62 + 1, 2**62 + 3)", "tensor([4611686018427387905, 4611686018427387906])"),
            ("torch.arange(5, 0, -2)", "tensor([5, 3, 1])"),
            ("torch.tensor(1e20).to(torch.int64)", "tensor(-9223372036854775808)"),
        ])
    func numbers(call: String, out: String) throws {
        let before = """
            t, f = torch.tensor([1, 2]), torch.tensor([1.5, 2])
            i = torch.tensor([1, 2], dtype=torch.int32)

            """
        let found = try printed(call, before)
        #expect(found == out, "\(call): \(found)")
    }

    @Test(
        "A parameter is replaced by a parameter, a module by a module, a buffer by a tensor",
        arguments: [
            (
                "lin.weight", "torch.ones(1, 2)",
                "cannot assign 'torch.FloatTensor' as parameter 'weight' (torch.nn.Parameter or None expected)"
            ),
            (
                "lin.weight", "lin.weight.data.double()",
                "cannot assign 'torch.DoubleTensor' as parameter 'weight' (torch.nn.Parameter or None expected)"
            ),
            ("lin.bias", "3", "cannot assign 'int' as parameter 'bias' (torch.nn.Parameter or None expected)"),
            (
                "bn.running_mean", "3",
                "cannot assign 'int' as buffer 'running_mean' (torch.nn.Buffer, torch.Tensor or None expected)"
            ),
            (
                "net.a", "torch.ones(2)",
                "cannot assign 'torch.FloatTensor' as child module 'a' (torch.nn.Module or None expected)"
            ),
            ("net.a", "3", "cannot assign 'int' as child module 'a' (torch.nn.Module or None expected)"),
            ("lin.weight", "nn.Parameter(torch.ones(1, 2))", "set"), ("lin.bias", "None", "set"),
            ("bn.running_mean", "torch.ones(2)", "set"), ("net.a", "nn.Linear(2, 2)", "set"),
        ])
    func assignments(target: String, value: String, out: String) throws {
        let session = Session(registry: Vocabulary.registry)
        session.isPython = true
        let found = try session.evaluate(
            """
            import torch
            from torch import nn
            lin, bn, net = nn.Linear(2, 1), nn.BatchNorm1d(2), nn.Module()
            net.a = nn.Linear(1, 1)
            try:
                \(target) = \(value)
                print("set")
            except TypeError as e:
                print(e)
            """
        ).printed.joined(separator: "\n")
        #expect(found == out, "\(target) = \(value): \(found)")
    }
}
