import Answers
import Language
import Testing
import Vocabulary

/// What PyTorch 2.13 prints for these lines.
@Suite("PyTorch's distributions, calls with other weights, and views of slices")
struct TorchDistributionTests {
    private func printed(_ code: String) throws -> [String] {
        let session = Session(registry: Vocabulary.registry)
        return try session.evaluate(
            "import torch\nimport torch.nn as nn\n"
                + "from torch.distributions import Bernoulli, Categorical, Normal, Uniform, kl_divergence\n" + code
        ).printed.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    }

    @Test func aCategoricalNormalisesItsWeightsAndTellsHowLikelyAPlaceIs() throws {
        let out = try printed(
            """
            c = Categorical(torch.tensor([[1.0, 2.0, 1.0], [0.0, 1.0, 3.0]]))
            print(c.probs, c.logits)
            print(c.entropy(), c.log_prob(torch.tensor([1, 2])), c)
            print(Categorical(torch.ones(3)), Categorical(logits=torch.tensor([0.0, 1.0])), c.sample((4,)).shape, c.sample().dtype)
            q = torch.tensor([0.2, -0.3], requires_grad=True)
            d = Categorical(logits=q)
            (d.log_prob(torch.tensor(1)) + d.entropy()).backward()
            print(q.grad)
            """)
        #expect(
            out == [
                "tensor([[0.2500, 0.5000, 0.2500],",
                "        [0.0000, 0.2500, 0.7500]]) tensor([[ -1.3863,  -0.6931,  -1.3863],",
                "        [-15.9424,  -1.3863,  -0.2877]])",
                "tensor([1.0397, 0.5623]) tensor([-0.6931, -0.2877]) "
                    + "Categorical(probs: torch.Size([2, 3]), logits: torch.Size([2, 3]))",
                "Categorical(probs: torch.Size([3])) Categorical(logits: torch.Size([2])) torch.Size([4, 2]) torch.int64",
                "tensor([-0.7400,  0.7400])",
            ])
    }

    @Test func normalUniformAndBernoulliHaveTheirFormulasAndGradients() throws {
        let out = try printed(
            """
            n = Normal(torch.tensor([0.0, 1.0]), torch.tensor([1.0, 2.0]))
            print(n, Normal(0.0, 1.0), n.variance, n.log_prob(torch.tensor(0.5)), n.entropy(), n.cdf(torch.tensor(0.5)))
            print(n.rsample((3,)).shape, Normal(0.0, 1.0).sample().shape)
            b = Bernoulli(torch.tensor([0.3, 0.9]))
            print(b.log_prob(torch.tensor([1.0, 0.0])), b.entropy(), b.variance, Bernoulli(logits=torch.tensor(0.5)).probs)
            u = Uniform(torch.tensor([0.0, 1.0]), torch.tensor([2.0, 5.0]))
            print(u.log_prob(torch.tensor([1.0, 2.0])), u.entropy(), u.mean, u.variance)
            print(kl_divergence(n, Normal(0.0, 1.0)), kl_divergence(b, Bernoulli(torch.tensor([0.5, 0.5]))))
            m, s = torch.tensor([0.5], requires_grad=True), torch.tensor([1.5], requires_grad=True)
            d = Normal(m, s)
            d.log_prob(torch.tensor([1.0])).sum().backward()
            print(m.grad, s.grad, d.rsample().requires_grad, d.sample().requires_grad)
            """)
        #expect(
            out == [
                "Normal(loc: torch.Size([2]), scale: torch.Size([2])) Normal(loc: 0.0, scale: 1.0) tensor([1., 4.]) "
                    + "tensor([-1.0439, -1.6433]) tensor([1.4189, 2.1121]) tensor([0.6915, 0.4013])",
                "torch.Size([3, 2]) torch.Size([])",
                "tensor([-1.2040, -2.3026]) tensor([0.6109, 0.3251]) tensor([0.2100, 0.0900]) tensor(0.6225)",
                "tensor([-0.6931, -1.3863]) tensor([0.6931, 1.3863]) tensor([1., 3.]) tensor([0.3333, 1.3333])",
                "tensor([0.0000, 1.3069]) tensor([0.0823, 0.3681])",
                "tensor([0.2222]) tensor([-0.5926]) True False",
            ])
    }

    @Test(arguments: [
        (
            "Categorical(torch.tensor([-1.0, 2.0]))",
            "ValueError Expected parameter probs (Tensor of shape (2,)) of distribution Categorical(probs: torch.Size([2])) "
                + "to satisfy the constraint Simplex(), but found invalid values:"
        ),
        (
            "Normal(0.0, -1.0)",
            "ValueError Expected parameter scale (Tensor of shape ()) of distribution Normal(loc: 0.0, scale: -1.0) to satisfy "
                + "the constraint GreaterThan(lower_bound=0.0), but found invalid values:"
        ),
        ("Categorical()", "ValueError Either `probs` or `logits` must be specified, but not both."),
        (
            "kl_divergence(Normal(0.0, 1.0), Categorical(torch.ones(2)))",
            "NotImplementedError No KL(p || q) is implemented for p type Normal and q type Categorical"
        ),
    ])
    func whatIsNoDistributionIsRefusedInPyTorchsWords(_ code: String, _ told: String) throws {
        let out = try printed(
            "try:\n    \(code)\nexcept (ValueError, NotImplementedError) as e:\n    print(type(e).__name__, e)\n")
        #expect(out.first == told)
    }

    @Test func aModuleCalledWithOtherTensorsKeepsItsOwn() throws {
        let out = try printed(
            """
            from torch.func import functional_call, grad
            net = nn.Sequential(nn.Linear(2, 1), nn.Tanh())
            before = net[0].weight.clone()
            given = {"0.weight": torch.tensor([[1.0, 2.0]]), "0.bias": torch.tensor([0.5])}
            print(functional_call(net, given, torch.tensor([[0.1, 0.2]])), torch.equal(before, net[0].weight))
            loss = lambda p: functional_call(net, p, (torch.tensor([[0.1, 0.2]]),)).sum()
            print(grad(loss)(given)["0.bias"], [n for n, _ in net.named_parameters()])
            inner = lambda p, n: p["a"] * p["b"][0] * n
            print(grad(inner)({"a": torch.tensor(2.0), "b": [torch.tensor(3.0)]}, 2))
            """)
        #expect(
            out == [
                "tensor([[0.7616]]) True", "tensor([0.4200]) ['0.weight', '0.bias']",
                "{'a': tensor(6.), 'b': [tensor(4.)]}",
            ])
    }

    @Test func aSliceIsSeenUnderAnotherShapeInTheSameMemory() throws {
        let out = try printed(
            """
            a = torch.zeros(4, 6)
            b = a[:, :3].view(4, 3, 1)
            b[0] = 5
            a[::2].reshape(2, 2, 3)[:] += 7
            print(a[0], a[2], a[1].sum(), a[:, :1].view(2, 2).stride())
            w = torch.ones(2, 6, requires_grad=True)
            v = w[:, 1:5].view(2, 2, 2)
            (v * torch.arange(8.0).view(2, 2, 2)).sum().backward()
            print(w.grad, w[:, 1:5].reshape(2, 2, 2).grad_fn is not None)
            q, k = torch.arange(12.0).view(1, 2, 6).chunk(2, dim=-1)
            print(k.view(1, 2, 3, 1).transpose(1, 2).shape, k.view(1, 2, 3, 1)[0, 1, 2])
            try:
                torch.arange(12.0).view(3, 4).t().view(12)
            except RuntimeError as e:
                print(str(e)[:72])
            """)
        #expect(
            out == [
                "tensor([12., 12., 12.,  7.,  7.,  7.]) tensor([7., 7., 7., 7., 7., 7.]) tensor(0.) (12, 6)",
                "tensor([[0., 0., 1., 2., 3., 0.],", "        [0., 4., 5., 6., 7., 0.]]) True",
                "torch.Size([1, 3, 2, 1]) tensor([11.])",
                "view size is not compatible with input tensor's size and stride (at leas",
            ])
    }

    @Test func unfoldPutsTheBlocksOfPicturesIntoColumns() throws {
        let out = try printed(
            """
            import torch.nn.functional as F
            x = torch.arange(32.0).reshape(1, 2, 4, 4)
            print(F.unfold(x, 2, stride=2).shape, F.unfold(x, 2, stride=2)[0, :, 0], F.unfold(x[0], 2).shape)
            print(F.unfold(x, kernel_size=(3, 2), padding=1, dilation=(1, 2)).shape, F.unfold(x, 3, padding=1)[0, 3, :3])
            w = torch.ones(1, 1, 3, 3, requires_grad=True)
            F.unfold(w, 2).sum().backward()
            print(w.grad[0, 0, 1])
            try:
                F.unfold(x, 5)
            except RuntimeError as e:
                print(str(e)[:64])
            """)
        #expect(
            out == [
                "torch.Size([1, 8, 4]) tensor([ 0.,  1.,  4.,  5., 16., 17., 20., 21.]) torch.Size([8, 9])",
                "torch.Size([1, 12, 16]) tensor([0., 0., 1.])", "tensor([2., 4., 2.])",
                "Given input with spatial size (4, 4), kernel_size=(5, 5), dilati",
            ])
    }

    @Test func anEmbeddingMayBeCalledSparse() throws {
        #expect(try printed("print(nn.Embedding(4, 2, sparse=True))") == ["Embedding(4, 2, sparse=True)"])
    }
}
