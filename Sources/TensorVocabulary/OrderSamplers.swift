import Language

/// `torch.utils.data`'s samplers of whole orders: places one after the other, in a drawn order, or in batches.
enum OrderSamplers {
    static let words: [Word] = [
        module.word(
            "Sampler", family: "torch", "the class that samplers of one's own are derived from",
            [Parameter("data_source", .any, .value(.none), "has no effect")], returns: "any",
            examples: [
                "import torch\nclass Twice(torch.utils.data.Sampler):\n    def __iter__(self):\n        return iter([0, 0])\nlist(Twice())"
            ]),
        module.word(
            "SequentialSampler", family: "torch", "the places of a dataset in order", [source], returns: "any",
            examples: ["import torch\nlist(torch.utils.data.SequentialSampler([5, 6]))"]),
        module.word(
            "RandomSampler", family: "torch", "the places of a dataset in an order that is drawn anew each time",
            [
                source, Parameter("replacement", .any, .value(.bool(false)), "whether a place can be drawn again"),
                Parameter("num_samples", .any, .value(.none), "how many; all for None"), generator,
            ], returns: "any", examples: ["import torch\nlen(list(torch.utils.data.RandomSampler(range(4))))"]),
        module.word(
            "SubsetRandomSampler", family: "torch", "some places of a dataset in a drawn order: of a fold",
            [Parameter("indices", .any, .required, "the places"), generator], returns: "any",
            examples: ["import torch\nsorted(torch.utils.data.SubsetRandomSampler([4, 2]))"]),
        module.word(
            "BatchSampler", family: "torch", "lists of places: batch_sampler= of a DataLoader",
            [
                Parameter("sampler", .any, .required, "places one after the other"),
                Parameter("batch_size", .any, .required, "places of a batch"),
                Parameter("drop_last", .any, .required, "whether a smaller last batch is left out"),
            ], returns: "any", examples: ["import torch\nlist(torch.utils.data.BatchSampler(range(5), 2, False))"]),
    ]

    private static let source = Parameter("data_source", .any, .required, "what has a length")
    private static let generator = Parameter("generator", .any, .value(.none), "where the order is drawn from")

    private static let module = WrittenModule("torch.utils.data", OrderSamplers.text)

    private static let text = #"""
        import torch


        class Sampler:
            __module__ = "torch.utils.data.sampler"

            def __init__(self, data_source=None):
                pass

            def __iter__(self):
                raise NotImplementedError


        class SequentialSampler(Sampler):
            __module__ = "torch.utils.data.sampler"

            def __init__(self, data_source):
                self.data_source = data_source

            def __iter__(self):
                return iter(range(len(self.data_source)))

            def __len__(self):
                return len(self.data_source)


        class RandomSampler(Sampler):
            __module__ = "torch.utils.data.sampler"

            def __init__(self, data_source, replacement=False, num_samples=None, generator=None):
                if num_samples is not None and num_samples <= 0:
                    raise ValueError(f"num_samples should be a positive integer value, but got num_samples={num_samples}")
                self.data_source, self.replacement, self.generator = data_source, replacement, generator
                self._num_samples = num_samples

            @property
            def num_samples(self):
                return len(self.data_source) if self._num_samples is None else self._num_samples

            def __iter__(self):
                n = len(self.data_source)
                if self.replacement:
                    yield from torch.randint(0, n, (self.num_samples,), generator=self.generator).tolist()
                    return
                for _ in range(self.num_samples // n):
                    yield from torch.randperm(n, generator=self.generator).tolist()
                if self.num_samples % n:
                    yield from torch.randperm(n, generator=self.generator).tolist()[: self.num_samples % n]

            def __len__(self):
                return self.num_samples


        class SubsetRandomSampler(Sampler):
            __module__ = "torch.utils.data.sampler"

            def __init__(self, indices, generator=None):
                self.indices, self.generator = indices, generator

            def __iter__(self):
                for place in torch.randperm(len(self.indices), generator=self.generator).tolist():
                    yield self.indices[place]

            def __len__(self):
                return len(self.indices)


        class BatchSampler(Sampler):
            __module__ = "torch.utils.data.sampler"

            def __init__(self, sampler, batch_size, drop_last):
                if not isinstance(batch_size, int) or isinstance(batch_size, bool) or batch_size <= 0:
                    raise ValueError(f"batch_size should be a positive integer value, but got batch_size={batch_size}")
                if not isinstance(drop_last, bool):
                    raise ValueError(f"drop_last should be a boolean value, but got drop_last={drop_last}")
                self.sampler, self.batch_size, self.drop_last = sampler, batch_size, drop_last

            def __iter__(self):
                batch = []
                for place in self.sampler:
                    batch.append(place)
                    if len(batch) == self.batch_size:
                        yield batch
                        batch = []
                if batch and not self.drop_last:
                    yield batch

            def __len__(self):
                if self.drop_last:
                    return len(self.sampler) // self.batch_size
                return (len(self.sampler) + self.batch_size - 1) // self.batch_size
        """#
}
