import Answers
import Language
import Testing

@testable import Vocabulary

/// Places, moved axes and counts of intervals, as PyTorch prints them.
@Suite struct TorchIntervalTests {
    @Test(
        "Axes are picked and moved and numbers are put into intervals as PyTorch does",
        arguments: [
            ("x.select(1, 2).tolist(), x.select(0, -1).tolist()", "([2, 5], [3, 4, 5])"),
            ("torch.select(x, 1, 0).tolist()", "[0, 3]"),
            (
                "x.movedim(0, 1).tolist(), torch.moveaxis(x, 1, 0).tolist()",
                "([[0, 3], [1, 4], [2, 5]], [[0, 3], [1, 4], [2, 5]])"
            ),
            ("list(torch.movedim(z, 0, 2).shape), list(z.movedim((0, 1), (2, 0)).shape)", "([3, 4, 2], [3, 4, 2])"),
            ("torch.bucketize(torch.tensor([3, 6, 9]), torch.tensor([1, 3, 5, 7, 9])).tolist()", "[1, 3, 4]"),
            (
                "torch.bucketize(torch.tensor([3., 6, 9]), torch.tensor([1., 3, 5, 7, 9]), right=True).tolist()",
                "[2, 3, 5]"
            ),
            ("torch.histc(torch.tensor([1., 2., 1.]), bins=4, min=0, max=3).tolist()", "[0.0, 2.0, 1.0, 0.0]"),
            ("torch.histc(torch.tensor([1., 2, 5, -1]), bins=3).tolist()", "[1.0, 2.0, 1.0]"),
            ("torch.tensor([1., 1, 1]).histc(3).tolist()", "[0.0, 3.0, 0.0]"),
            ("list(torch.randint(high=5, size=(3,)).shape)", "[3]"),
        ])
    func intervals(_ line: String, _ expected: String) throws {
        let session = Session(registry: Vocabulary.registry)
        _ = try session.evaluate("import torch\nx = torch.arange(6).reshape(2, 3)\nz = torch.zeros(2, 3, 4)")
        #expect(try session.evaluate(line).value.repr == expected)
    }

    @Test("tf.rank is the number of axes, as a tensor without axes")
    func rank() throws {
        let session = Session(registry: Vocabulary.registry)
        _ = try session.evaluate("import tensorflow as tf")
        #expect(try session.evaluate("int(tf.rank(tf.zeros([2, 3]))), int(tf.rank([1.0]))").value.repr == "(2, 1)")
    }

    @Test(
        "Numbers at the ends of their range and places that are not there are refused or taken as they are",
        arguments: [
            ("torch.histc(torch.tensor([1.7e308, -1.7e308], dtype=torch.float64), bins=2).sum().item()", "2.0"),
            ("Subset([1, 2, 3], [-1])[0]", "3"),
            ("len(DataLoader([1, 2, 3], batch_size=9223372036854775807))", "1"),
            ("torch.nn.utils.rnn.pad_packed_sequence(p, total_length=4)[0].shape[0]", "4"),
            (
                "torch.nn.utils.rnn.pad_packed_sequence(p, batch_first=True, total_length=4)[0][1, :, 0].tolist()",
                "[1.0, 0.0, 0.0, 0.0]"
            ),
        ])
    func ends(_ line: String, _ expected: String) throws {
        #expect(try prepared().evaluate(line).value.repr == expected)
    }

    @Test(
        "What is not there and what has no room is refused",
        arguments: [
            "Subset([1, 2, 3], [-9223372036854775808])[0]",
            "list(DataLoader(Subset(TensorDataset(torch.ones(3)), [0, 1]), sampler=[7]))",
            "list(torch.utils.data.RandomSampler([], num_samples=3))",
            "torch.nn.utils.rnn.pad_packed_sequence(p, total_length=9223372036854775807)",
            "list(DataLoader(Odd(-1), shuffle=True))", "list(DataLoader(Odd(1000000000000000000), shuffle=True))",
        ])
    func refused(_ line: String) throws {
        let session = try prepared()
        #expect(throws: (any Error).self) { try session.evaluate(line) }
    }

    private func prepared() throws -> Session {
        let session = Session(registry: Vocabulary.registry)
        _ = try session.evaluate(
            """
            import torch
            from torch.utils.data import DataLoader, Dataset, Subset, TensorDataset
            class Odd(Dataset):
                def __init__(self, length): self.length = length
                def __len__(self): return self.length
                def __getitem__(self, i): return torch.ones(1)
            p = torch.nn.utils.rnn.pack_padded_sequence(torch.ones(3, 2, 4), [3, 1])
            """)
        return session
    }
}
