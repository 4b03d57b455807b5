import Language
import Testing
import Vocabulary

/// Numbers that a dtype cannot hold, as PyTorch 2.13 takes or refuses them.
@Suite("Tensors of numbers that do not fit")
struct TensorOverflowTests {
    @Test(
        "What a dtype cannot hold is refused where a tensor is made of it",
        arguments: [
            ("torch.tensor(2**63)", "ValueError Overflow when unpacking long long"),
            ("torch.tensor([1, 2**63])", "ValueError Overflow when unpacking long long"),
            ("torch.tensor(-2**63 - 1)", "ValueError Overflow when unpacking long long"),
            ("torch.as_tensor([[2**64]])", "ValueError Overflow when unpacking long long"),
            ("torch.LongTensor([2**63])", "ValueError Overflow when unpacking long long"),
            ("torch.full((2,), 2**63)", "RuntimeError value cannot be converted to type int64_t without overflow"),
            (
                "torch.tensor(300, dtype=torch.uint8)",
                "RuntimeError value cannot be converted to type uint8 without overflow"
            ),
            (
                "torch.tensor([2**40], dtype=torch.int32)",
                "RuntimeError value cannot be converted to type int32 without overflow"
            ),
            ("torch.IntTensor([2**31])", "RuntimeError value cannot be converted to type int32 without overflow"),
            (
                "torch.tensor(float('nan'), dtype=torch.int64)",
                "RuntimeError value cannot be converted to type int64 without overflow"
            ),
            ("torch.tensor(10**400, dtype=torch.float64)", "OverflowError int too large to convert to float"),
            ("torch.tensor(2**63 - 1)", "tensor(9223372036854775807)"),
            ("torch.tensor(-2**63)", "tensor(-9223372036854775808)"),
            ("torch.tensor(-1, dtype=torch.uint8)", "tensor(255, dtype=torch.uint8)"),
            ("torch.tensor(2**63, dtype=torch.float32)", "tensor(9.2234e+18)"),
            ("torch.tensor([1.5, 2**63])", "tensor([1.5000e+00, 9.2234e+18])"),
            ("torch.tensor(1.5, dtype=torch.int64)", "tensor(1)"),
        ])
    func made(call: String, out: String) throws {
        let session = Session(registry: Vocabulary.registry)
        session.isPython = true
        let printed = try session.evaluate(
            "import torch\ntry:\n    print(\(call))\nexcept Exception as e:\n    print(type(e).__name__, e)"
        ).printed.joined(separator: "\n")
        #expect(printed == out, "\(call): \(printed)")
    }
}
