import Answers
import Language
import Testing
import Vocabulary

/// What courses build of PyTorch beside plain layers; what PyTorch 2.13 prints for these lines.
@Suite("PyTorch's coursework")
struct TorchCourseworkTests {
    private func printed(_ code: String) throws -> [String] {
        let session = Session(registry: Vocabulary.registry)
        return try session.evaluate("import torch\nimport torch.nn as nn\n" + code).printed.flatMap {
            $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
    }

    private static let fixed = """
        def fixed(m):
            with torch.no_grad():
                for i, p in enumerate(m.parameters()):
                    p.copy_((torch.arange(p.numel()).float().reshape(p.shape) % 7 - 3) * 0.1 + 0.01 * (i % 5))
            return m.eval()

        """

    @Test func aRecurrentLayerReadsOnlyTheStepsOfAPackedSequence() throws {
        let out = try printed(
            Self.fixed + """
                from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pack_sequence
                x = torch.linspace(-1, 1, 3 * 4 * 2).reshape(3, 4, 2)
                lengths = [2, 4, 1]
                for m in (nn.LSTM(2, 3, batch_first=True), nn.GRU(2, 3, batch_first=True, bidirectional=True)):
                    packed = pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
                    out, state = fixed(m)(packed)
                    padded, n = pad_packed_sequence(out, batch_first=True, total_length=5, padding_value=-1.0)
                    h = state[0] if isinstance(state, tuple) else state
                    print(padded.shape, n, padded.detach()[0, :3, 0], h.detach()[-1])
                print(packed.batch_sizes, packed.sorted_indices, packed.unsorted_indices, packed.data[:3])
                print(pack_sequence([torch.tensor([1., 2., 3.]), torch.tensor([4., 5.])]).data)
                try:
                    pack_padded_sequence(x, lengths, batch_first=True)
                except RuntimeError as e:
                    print(str(e)[:80])
                """)
        #expect(
            out == [
                "torch.Size([3, 5, 3]) tensor([2, 4, 1]) tensor([ 0.0331,  0.0626, -1.0000]) "
                    + "tensor([[ 0.0626, -0.0426, -0.1052],",
                "        [ 0.1871, -0.2047, -0.2178],", "        [ 0.1090, -0.1285, -0.0966]])",
                "torch.Size([3, 5, 6]) tensor([2, 4, 1]) tensor([ 0.0027,  0.0408, -1.0000]) "
                    + "tensor([[-0.0561, -0.0147, -0.1603],",
                "        [ 0.2901, -0.3076, -0.2568],", "        [ 0.2866, -0.2440, -0.1037]])",
                "tensor([3, 2, 1, 1]) tensor([1, 0, 2]) tensor([1, 0, 2]) tensor([[-0.3043, -0.2174],",
                "        [-1.0000, -0.9130],", "        [ 0.3913,  0.4783]])", "tensor([1., 4., 2., 5., 3.])",
                "`lengths` array must be sorted in decreasing order when `enforce_sorted` is True",
            ])
    }

    @Test func recordsListsAndDictsOfModulesShowWhatIsInThem() throws {
        let out = try printed(
            """
            y = torch.tensor([1.0], requires_grad=True)
            z = (y * 2).sin()
            print(z.grad_fn.name(), z.grad_fn.next_functions[0][0].name())
            p = nn.ParameterList([nn.Parameter(torch.ones(2))])
            p.append(nn.Parameter(torch.zeros(2, 3)))
            print(p, len(p), [n for n, _ in p.named_parameters()])
            d = nn.ModuleDict({"a": nn.Linear(1, 2)})
            d.update({"b": nn.ReLU()})
            print(list(d), d.pop("a"), len(d))
            q = nn.ParameterDict({"a": nn.Parameter(torch.ones(2)), "b": torch.zeros(2, 3)})
            print(q, list(q.keys()), "a" in q, [n for n, _ in q.named_parameters()])
            q["c"] = nn.Parameter(torch.ones(1))
            del q["a"]
            print(len(q), list(q))
            """)
        #expect(
            out == [
                "SinBackward0 MulBackward0", "ParameterList(",
                "    (0): Parameter containing: [torch.float32 of size 2]",
                "    (1): Parameter containing: [torch.float32 of size 2x3]", ") 2 ['0', '1']",
                "['a', 'b'] Linear(in_features=1, out_features=2, bias=True) 1", "ParameterDict(",
                "    (a): Parameter containing: [torch.FloatTensor of size 2]",
                "    (b): Parameter containing: [torch.FloatTensor of size 2x3]", ") ['a', 'b'] True ['a', 'b']",
                "2 ['b', 'c']",
            ])
    }

    @Test func loadersTakeSamplersBatchesOfPlacesAndWhatIsOnlyGoneThrough() throws {
        let out = try printed(
            """
            from torch.utils.data import DataLoader, IterableDataset, TensorDataset, BatchSampler, SequentialSampler
            from torch.utils.data import RandomSampler, SubsetRandomSampler
            class Count(IterableDataset):
                def __init__(self, n): self.n = n
                def __iter__(self):
                    for i in range(self.n):
                        yield torch.tensor([i]), i
            for a, b in DataLoader(Count(5), batch_size=2):
                print(a.flatten(), b)
            data = TensorDataset(torch.arange(7))
            print([b[0].tolist() for b in DataLoader(data, batch_sampler=BatchSampler(SequentialSampler(data), 3, True))])
            print(len(DataLoader(data, batch_size=2, sampler=SubsetRandomSampler([0, 1, 2]))))
            print(sorted(SubsetRandomSampler([2, 4, 8])), sorted(RandomSampler(range(5))))
            print(len(list(RandomSampler(range(3), replacement=True, num_samples=7))))
            try:
                DataLoader(data, shuffle=True, sampler=SequentialSampler(data))
            except ValueError as e:
                print(e)
            """)
        #expect(
            out == [
                "tensor([0, 1]) tensor([0, 1])", "tensor([2, 3]) tensor([2, 3])", "tensor([4]) tensor([4])",
                "[[0, 1, 2], [3, 4, 5]]", "2", "[2, 4, 8] [0, 1, 2, 3, 4]", "7",
                "sampler option is mutually exclusive with shuffle",
            ])
    }

    @Test func functionsOfFunctions() throws {
        let out = try printed(
            """
            from torch.func import grad, grad_and_value, vmap, jacrev, jacfwd, hessian
            print(grad(torch.sin)(torch.tensor(0.0)), grad(grad(torch.sin))(torch.tensor(1.0)))
            x, y = torch.tensor([1., 2.]), torch.tensor([3., 4.])
            print(grad_and_value(lambda x, y: (x * y).sum(), argnums=(0, 1))(x, y))
            print(vmap(torch.dot)(torch.ones(2, 3), torch.ones(2, 3)))
            print(vmap(lambda a, b: a + b, in_dims=(0, None))(torch.ones(2, 3), torch.tensor([1., 2., 3.])))
            print(jacrev(lambda x: x ** 2)(x), hessian(lambda x: (x ** 3).sum())(x), jacfwd(torch.sin)(torch.zeros(2)))
            """)
        #expect(
            out == [
                "tensor(1.) tensor(-0.8415)", "((tensor([3., 4.]), tensor([1., 2.])), tensor(11.))",
                "tensor([3., 3.])", "tensor([[2., 3., 4.],", "        [2., 3., 4.]])", "tensor([[2., 0.],",
                "        [0., 4.]]) tensor([[ 6.,  0.],", "        [ 0., 12.]]) tensor([[1., 0.],",
                "        [0., 1.]])",
            ])
    }

    @Test func averagesOfWeights() throws {
        let out = try printed(
            """
            from torch.optim.swa_utils import AveragedModel, SWALR, get_ema_multi_avg_fn, get_ema_avg_fn, update_bn
            m = nn.Linear(2, 1)
            with torch.no_grad():
                m.weight.fill_(1.0)
                m.bias.fill_(0.0)
            swa = AveragedModel(m)
            ema = AveragedModel(m, multi_avg_fn=get_ema_multi_avg_fn(0.9))
            other = AveragedModel(m, avg_fn=get_ema_avg_fn(0.9))
            for i in range(4):
                with torch.no_grad():
                    m.weight += 1.0
                for a in (swa, ema, other):
                    a.update_parameters(m)
            print([[round(v, 4) for v in a.module.weight.tolist()[0]] for a in (swa, ema, other)], swa.n_averaged)
            print(swa(torch.ones(1, 2)).item(), list(swa.state_dict()))
            for strategy, epochs in (("cos", 4), ("linear", 5)):
                opt = torch.optim.SGD(m.parameters(), lr=0.1)
                s = SWALR(opt, swa_lr=0.05, anneal_strategy=strategy, anneal_epochs=epochs)
                rates = []
                for _ in range(6):
                    opt.step()
                    s.step()
                    rates.append(round(opt.param_groups[0]["lr"], 6))
                print(rates)
            net = nn.Sequential(nn.Linear(1, 2), nn.BatchNorm1d(2))
            with torch.no_grad():
                net[0].weight.fill_(2.0)
                net[0].bias.fill_(1.0)
            update_bn([(torch.tensor([[1.], [2.], [3.]]), 0), (torch.tensor([[5.], [7.], [3.]]), 0)], net)
            print(net[1].running_mean, net[1].running_var, net[1].momentum, net[1].num_batches_tracked)
            """)
        #expect(
            out == [
                "[[3.5, 3.5], [2.561, 2.561], [2.561, 2.561]] tensor(4)",
                "7.0 ['n_averaged', 'module.weight', 'module.bias']",
                "[0.092678, 0.075, 0.057322, 0.05, 0.05, 0.05]", "[0.09, 0.08, 0.07, 0.06, 0.05, 0.05]",
                "tensor([8., 8.]) tensor([10., 10.]) 0.1 tensor(2)",
            ])
    }

    @Test func aTransformerOfFixedWeights() throws {
        let out = try printed(
            Self.fixed + """
                t = nn.Transformer(8, 2, 1, 2, 16, batch_first=True)
                print(sum(p.numel() for p in t.parameters()), len(t.state_dict()))
                mask = nn.Transformer.generate_square_subsequent_mask(3)
                src = torch.linspace(-1, 1, 2 * 4 * 8).reshape(2, 4, 8)
                tgt = torch.linspace(0, 1, 2 * 3 * 8).reshape(2, 3, 8)
                print(fixed(t)(src, tgt, tgt_mask=mask).detach()[0, :, :3])
                layer = nn.TransformerDecoderLayer(8, 2, 16, batch_first=True, norm_first=True, activation="gelu")
                print(fixed(layer)(tgt, src).detach()[1, 2, :4])
                """)
        #expect(out == Self.transformed)
    }

    private static let transformed = [
        "2440 52",
        "tensor([[-0.0433, -0.1392, -0.0404],",
        "        [-0.0432, -0.1394, -0.0405],",
        "        [-0.0431, -0.1395, -0.0405]])",
        "tensor([0.6617, 0.3654, 1.0893, 1.4017])",
    ]

    @Test func whatIsToldToTensorBoardIsKeptAndSaid() throws {
        let session = Session(registry: Vocabulary.registry)
        let out = try session.evaluate(
            """
            from torch.utils.tensorboard import SummaryWriter
            import torch
            writer = SummaryWriter("runs/a")
            for step in range(2):
                writer.add_scalar("loss", torch.tensor(0.5), step)
                writer.add_scalars("acc", {"train": 1, "val": 2}, global_step=step)
            writer.add_histogram("w", torch.ones(2), 0)
            writer.close()
            print(writer.scalars)
            """)
        #expect(
            out.printed.joined().contains(
                "{'loss': [(0, 0.5), (1, 0.5)], 'acc/train': [(0, 1.0), (1, 1.0)], 'acc/val': [(0, 2.0), (1, 2.0)]}"))
        #expect(out.notes.contains { $0.contains("TensorBoard") })
    }

    @Test func narrowFormatsAreToldAndTensorsOfThemRefused() throws {
        let out = try printed(
            """
            with torch.autocast(device_type="cpu", dtype=torch.bfloat16):
                print((torch.ones(2) @ torch.ones(2)).item())
            scaler = torch.cuda.amp.GradScaler()
            print(scaler.is_enabled(), torch.float16, torch.half, torch.bfloat16)
            for wrong in (lambda: torch.ones(2).half(), lambda: torch.ones(2).to(torch.float16),
                          lambda: torch.ones(2, dtype=torch.bfloat16), lambda: nn.Linear(1, 1).to(torch.float16)):
                try:
                    wrong()
                except TypeError as e:
                    print("float16" in str(e) or "bfloat16" in str(e))
            """)
        #expect(out == ["2.0", "False torch.float16 torch.float16 torch.bfloat16", "True", "True", "True", "True"])
    }
}
