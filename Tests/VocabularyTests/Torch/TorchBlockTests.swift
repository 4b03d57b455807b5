import Language
import Testing
import Vocabulary

/// Blocks of pictures, windows of axes, shapes together; what PyTorch 2.13 prints for these lines.
@Suite("Blocks, windows and shapes of PyTorch")
struct TorchBlockTests {
    private func printed(_ code: String) throws -> [String] {
        let session = Session(registry: Vocabulary.registry)
        let start = "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n"
        return try session.evaluate(start + code).printed.flatMap {
            $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
    }

    @Test func foldAddsBlocksWhereUnfoldTookThem() throws {
        let out = try printed(
            """
            x = torch.arange(16.).reshape(1, 1, 4, 4)
            unfold, fold = nn.Unfold(2), nn.Fold((4, 4), 2)
            print(unfold, unfold(x).shape)
            print(fold)
            print(fold(unfold(x)).tolist())
            print(F.fold(F.unfold(x, 2, stride=2), (4, 4), 2, stride=2).equal(x))
            print(F.fold(F.unfold(x, 3, padding=1), (4, 4), 3, padding=1)[0, 0, 1].tolist())
            print(nn.Unfold((2, 3), stride=2), F.fold(torch.ones(4, 9), (4, 4), 2).shape)
            blocks = torch.ones(1, 4, 9).requires_grad_()
            (F.fold(blocks, (4, 4), 2) * torch.arange(16.).reshape(4, 4)).sum().backward()
            print(blocks.grad[0, 1].tolist())
            for wrong in (torch.ones(1, 4, 8), torch.ones(1, 3, 9)):
                try:
                    F.fold(wrong, (4, 4), 2)
                except RuntimeError as e:
                    print(str(e)[-40:])
            """)
        #expect(
            out == [
                "Unfold(kernel_size=2, dilation=1, padding=0, stride=1) torch.Size([1, 4, 9])",
                "Fold(output_size=(4, 4), kernel_size=2, dilation=1, padding=0, stride=1)",
                "[[[[0.0, 2.0, 4.0, 3.0], [8.0, 20.0, 24.0, 14.0], [16.0, 36.0, 40.0, 22.0], [12.0, 26.0, 28.0, 15.0]]]]",
                "True",
                "[24.0, 45.0, 54.0, 42.0]",
                "Unfold(kernel_size=(2, 3), dilation=1, padding=0, stride=2) torch.Size([1, 4, 4])",
                "[1.0, 2.0, 3.0, 5.0, 6.0, 7.0, 9.0, 10.0, 11.0]",
                "ocks 3 * 3 = 9, but got input.size(2)=8.",
                " input.size(1)=3 and kernel_size=(2, 2).",
            ])
    }

    @Test func windowsOfAnAxisStandAlongANewOne() throws {
        let out = try printed(
            """
            a = torch.arange(7.)
            print(a.unfold(0, 3, 2).tolist(), a.unfold(0, 2, 1).shape)
            print(torch.arange(12.).reshape(3, 4).unfold(1, 2, 2).tolist())
            print(torch.arange(12.).reshape(3, 4).unfold(-2, 2, 1).shape)
            x = torch.arange(4., requires_grad=True)
            (x.unfold(0, 2, 1) * torch.tensor([1., 10.])).sum().backward()
            print(x.grad.tolist())
            for size, step in ((4, 1), (1, 0), (-1, 1)):
                try:
                    torch.ones(3).unfold(0, size, step)
                except RuntimeError as e:
                    print(e)
            """)
        #expect(
            out == [
                "[[0.0, 1.0, 2.0], [2.0, 3.0, 4.0], [4.0, 5.0, 6.0]] torch.Size([6, 2])",
                "[[[0.0, 1.0], [2.0, 3.0]], [[4.0, 5.0], [6.0, 7.0]], [[8.0, 9.0], [10.0, 11.0]]]",
                "torch.Size([2, 4, 2])",
                "[1.0, 11.0, 11.0, 10.0]",
                "maximum size for tensor at dimension 0 is 3 but size is 4",
                "step is 0 but must be > 0",
                "size is -1 but must be >= 0",
            ])
    }

    @Test func shapesAreBroadcastAndCounted() throws {
        let out = try printed(
            """
            print(torch.broadcast_shapes((2,), (3, 1), (1, 1, 1)), torch.broadcast_shapes(2, (3, 1)))
            for x in torch.broadcast_tensors(torch.arange(3.).reshape(1, 3), torch.arange(2.).reshape(2, 1)):
                print(x.tolist())
            for wrong in (lambda: torch.broadcast_shapes((2,), (3,)), lambda: torch.broadcast_tensors(torch.ones(2), torch.ones(3))):
                try:
                    wrong()
                except RuntimeError as e:
                    print(str(e)[:50])
            print(torch.zeros(2, 3).shape.numel(), torch.Size([]).numel(), torch.zeros(2, 3).size().numel())
            """)
        #expect(
            out == [
                "torch.Size([1, 3, 2]) torch.Size([3, 2])",
                "[[0.0, 1.0, 2.0], [0.0, 1.0, 2.0]]",
                "[[0.0, 0.0, 0.0], [1.0, 1.0, 1.0]]",
                "Attempting to broadcast a dimension of length 3 at",
                "The size of tensor a (2) must match the size of te",
                "6 1 6",
            ])
    }

    @Test func theErrorFunctionIsUndone() throws {
        let out = try printed(
            """
            print(torch.erfinv(torch.tensor([0., .5, -.9, 1., -1., 2., .999])))
            print(torch.special.erfinv(torch.tensor(.25)), torch.erfinv(torch.tensor([.5, .1, -.999999], dtype=torch.float64)))
            x = torch.tensor([.5], requires_grad=True)
            torch.erfinv(x).backward()
            print(x.grad)
            """)
        #expect(
            out == [
                "tensor([ 0.0000,  0.4769, -1.1631,     inf,    -inf,     nan,  2.3268])",
                "tensor(0.2253) tensor([ 0.4769,  0.0889, -3.4589], dtype=torch.float64)",
                "tensor([1.1126])",
            ])
    }
}
