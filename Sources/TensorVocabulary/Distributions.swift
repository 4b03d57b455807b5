import Language

/// `torch.distributions`: what can be drawn, how likely it is, and how far one distribution is from another, with gradients.
enum Distributions {
    static let words: [Word] = [
        module.word(
            "Distribution", aliases: ["torch.distributions.distribution.Distribution"], family: "torch",
            "the base of the distributions",
            [
                Parameter("batch_shape", .any, .otherwise("none"), "how many of them, along which axes"), checks,
            ], returns: "distribution",
            examples: [
                "from torch.distributions import Distribution, Normal\nisinstance(Normal(0.0, 1.0), Distribution)"
            ], seeAlso: ["torch.distributions.Normal"]),
        module.word(
            "Normal", aliases: ["torch.distributions.normal.Normal"], family: "torch",
            "normal distributions; rsample draws loc + scale·ε, through which gradients go",
            [
                Parameter("loc", .any, .required, "the means"),
                Parameter("scale", .any, .required, "the standard deviations, above 0"), checks,
            ], returns: "distribution",
            examples: ["import torch\ntorch.distributions.Normal(0.0, 2.0).log_prob(torch.tensor(1.0))"],
            seeAlso: ["torch.distributions.kl_divergence", "torch.randn"]),
        module.word(
            "Uniform", aliases: ["torch.distributions.uniform.Uniform"], family: "torch",
            "even distributions between two bounds",
            [
                Parameter("low", .any, .required, "the lower bounds"),
                Parameter("high", .any, .required, "the upper bounds, above the lower ones"), checks,
            ], returns: "distribution",
            examples: ["import torch\ntorch.distributions.Uniform(1.0, 3.0).mean"], seeAlso: ["torch.rand"]),
        module.word(
            "Categorical", aliases: ["torch.distributions.categorical.Categorical"], family: "torch",
            "places 0, 1, … with a probability each: what a policy chooses among",
            [
                Parameter("probs", .any, .value(.none), "weights of 0 or more along the last axis"), logits, checks,
            ], returns: "distribution",
            examples: ["import torch\ntorch.distributions.Categorical(torch.tensor([1.0, 3.0])).entropy()"],
            seeAlso: ["torch.multinomial"]),
        module.word(
            "Bernoulli", aliases: ["torch.distributions.bernoulli.Bernoulli"], family: "torch",
            "1 or 0, with a probability",
            [Parameter("probs", .any, .value(.none), "the probabilities of 1"), logits, checks],
            returns: "distribution",
            examples: ["import torch\ntorch.distributions.Bernoulli(torch.tensor(0.25)).variance"],
            seeAlso: ["torch.bernoulli"]),
        module.word(
            "kl_divergence", aliases: ["torch.distributions.kl.kl_divergence"], family: "torch",
            "Σ p·ln(p/q) of two distributions of one kind: how many nats it costs to take q for p",
            [
                Parameter("p", .any, .required, "a distribution"),
                Parameter("q", .any, .required, "another of the same kind"),
            ], returns: "tensor",
            examples: [
                "from torch.distributions import Normal, kl_divergence\nkl_divergence(Normal(1.0, 1.0), Normal(0.0, 1.0))"
            ], seeAlso: ["torch.distributions.Normal", "torch.nn.functional.kl_div"]),
    ]

    private static let checks = Parameter(
        "validate_args", .any, .value(.none), "whether parameters and values are checked; False leaves it")
    private static let logits = Parameter("logits", .any, .value(.none), "their logarithms, or log-odds, instead")

    private static let module = WrittenModule("torch.distributions", Distributions.text)

    private static let text = #"""
        import math
        import torch
        import torch.nn.functional as F


        def _expanded(*tensors):
            shape = sum([torch.zeros(t.shape) for t in tensors]).shape
            return [t if t.shape == shape else t.expand(shape) for t in tensors]


        def _tensors(*values):
            given = [v for v in values if isinstance(v, torch.Tensor)]
            dtype = given[0].dtype if given else torch.get_default_dtype()
            return _expanded(*[v if isinstance(v, torch.Tensor) else torch.tensor(v, dtype=dtype) for v in values])


        class Distribution:
            __module__ = "torch.distributions.distribution"
            has_rsample = False
            _names = ()
            _reals = 0

            def __init__(self, batch_shape=torch.Size([]), validate_args=None):
                self._checks = validate_args is not False
                self.batch_shape, self.event_shape = torch.Size(batch_shape), torch.Size([])

            def __repr__(self):
                parts = []
                for name in self._names:
                    if name in self.__dict__:
                        value = self.__dict__[name]
                        parts.append(f"{name}: {value if value.numel() == 1 else value.size()}")
                return f"{type(self).__name__}({', '.join(parts)})"

            def _require(self, name, holds, constraint):
                value = self.__dict__[name]
                if self._checks and not holds.all():
                    raise ValueError(
                        f"Expected parameter {name} ({type(value).__name__} of shape {tuple(value.shape)}) of distribution {self!r} "
                        f"to satisfy the constraint {constraint}, but found invalid values:\n{value}")

            def _inside(self, value, holds, support):
                if not isinstance(value, torch.Tensor):
                    raise ValueError("The value argument to log_prob must be a Tensor")
                if self._checks and not holds.all():
                    raise ValueError(
                        f"Expected value argument ({type(value).__name__} of shape {tuple(value.shape)}) to be within the support "
                        f"({support}) of the distribution {self!r}, but found invalid values:\n{value}")

            def _extended(self, sample_shape):
                return torch.Size(tuple(sample_shape) + tuple(self.batch_shape) + tuple(self.event_shape))

            @property
            def stddev(self):
                return self.variance.sqrt()

            def rsample(self, sample_shape=torch.Size([])):
                raise NotImplementedError

            def sample(self, sample_shape=torch.Size([])):
                with torch.no_grad():
                    return self.rsample(sample_shape)

            def sample_n(self, n):
                return self.sample((n,))

            def perplexity(self):
                return torch.exp(self.entropy())


        class Normal(Distribution):
            __module__ = "torch.distributions.normal"
            has_rsample = True
            _names = ("loc", "scale")

            def __init__(self, loc, scale, validate_args=None):
                self.loc, self.scale = _tensors(loc, scale)
                super().__init__(self.loc.shape, validate_args)
                self._require("loc", self.loc == self.loc, "Real()")
                self._require("scale", self.scale > 0, "GreaterThan(lower_bound=0.0)")

            @property
            def mean(self):
                return self.loc

            @property
            def mode(self):
                return self.loc

            @property
            def stddev(self):
                return self.scale

            @property
            def variance(self):
                return self.scale.pow(2)

            def rsample(self, sample_shape=torch.Size([])):
                return self.loc + torch.randn(self._extended(sample_shape), dtype=self.loc.dtype) * self.scale

            def log_prob(self, value):
                self._inside(value, value == value, "Real()")
                return -((value - self.loc) ** 2) / (2 * self.variance) - self.scale.log() - math.log(math.sqrt(2 * math.pi))

            def cdf(self, value):
                return 0.5 * (1 + torch.erf((value - self.loc) / (self.scale * math.sqrt(2))))

            def entropy(self):
                return 0.5 + 0.5 * math.log(2 * math.pi) + torch.log(self.scale)


        class Uniform(Distribution):
            __module__ = "torch.distributions.uniform"
            has_rsample = True
            _names = ("low", "high")

            def __init__(self, low, high, validate_args=None):
                self.low, self.high = _tensors(low, high)
                super().__init__(self.low.shape, validate_args)
                self._require("low", self.low < self.high, f"LessThan(upper_bound={self.high})")

            @property
            def mean(self):
                return (self.high + self.low) / 2

            @property
            def variance(self):
                return (self.high - self.low).pow(2) / 12

            def rsample(self, sample_shape=torch.Size([])):
                return self.low + torch.rand(self._extended(sample_shape), dtype=self.low.dtype) * (self.high - self.low)

            def log_prob(self, value):
                self._inside(
                    value, (value >= self.low) & (value <= self.high),
                    f"Interval(lower_bound={self.low}, upper_bound={self.high})")
                inside = (self.low <= value) & (self.high > value)
                return torch.log(inside.to(self.low.dtype)) - torch.log(self.high - self.low)

            def cdf(self, value):
                return ((value - self.low) / (self.high - self.low)).clamp(min=0, max=1)

            def icdf(self, value):
                return value * (self.high - self.low) + self.low

            def entropy(self):
                return torch.log(self.high - self.low)


        class _Weighted(Distribution):
            # Of probabilities or of logits: what was not given is worked out when it is first asked for.
            _names = ("probs", "logits")

            def __getattr__(self, name):
                if name == "probs" and "logits" in self.__dict__:
                    self.probs = self._probs(self.logits)
                    return self.probs
                if name == "logits" and "probs" in self.__dict__:
                    self.logits = self._logits(self.probs)
                    return self.logits
                raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

            def rsample(self, sample_shape=torch.Size([])):
                raise NotImplementedError


        def _clamped(probs):
            eps = torch.finfo(probs.dtype).eps
            return probs.clamp(min=eps, max=1 - eps)


        class Categorical(_Weighted):
            __module__ = "torch.distributions.categorical"

            def __init__(self, probs=None, logits=None, validate_args=None):
                if (probs is None) == (logits is None):
                    raise ValueError("Either `probs` or `logits` must be specified, but not both.")
                given, name = (logits, "logits") if probs is None else (probs, "probs")
                if given.dim() < 1:
                    raise ValueError(f"`{name}` parameter must be at least one-dimensional.")
                if probs is None:
                    self.logits = logits - logits.logsumexp(-1, keepdim=True)
                else:
                    self.probs = probs / probs.sum(-1, keepdim=True)
                self._count = given.size(-1)
                super().__init__(given.shape[:-1], validate_args)
                if probs is None:
                    self._require("logits", self.logits == self.logits, "IndependentConstraint(Real(), 1)")
                else:
                    self._require("probs", (self.probs >= 0) & ((self.probs.sum(-1, keepdim=True) - 1).abs() < 1e-6), "Simplex()")

            def _probs(self, logits):
                return F.softmax(logits, dim=-1)

            def _logits(self, probs):
                return torch.log(_clamped(probs))

            @property
            def param_shape(self):
                return self.probs.shape if "probs" in self.__dict__ else self.logits.shape

            @property
            def mean(self):
                return torch.full(self.batch_shape, math.nan, dtype=self.probs.dtype)

            @property
            def variance(self):
                return torch.full(self.batch_shape, math.nan, dtype=self.probs.dtype)

            @property
            def mode(self):
                return self.probs.argmax(dim=-1)

            def sample(self, sample_shape=torch.Size([])):
                shape = self._extended(sample_shape)
                with torch.no_grad():
                    rows = self.probs.reshape(-1, self._count)
                    drawn = torch.multinomial(rows, math.prod(tuple(sample_shape)), True)
                    return drawn.T.reshape(shape)

            def log_prob(self, value):
                self._inside(
                    value, (value % 1 == 0) & (value >= 0) & (value <= self._count - 1),
                    f"IntegerInterval(lower_bound=0, upper_bound={self._count - 1})")
                places, _ = _expanded(value.long().unsqueeze(-1), self.logits[..., :1])
                return self.logits.expand(tuple(places.shape[:-1]) + (self._count,)).gather(-1, places).squeeze(-1)

            def entropy(self):
                least = torch.finfo(self.logits.dtype).min
                return -(torch.clamp(self.logits, min=least) * self.probs).sum(-1)

            def enumerate_support(self, expand=True):
                values = torch.arange(self._count).view((-1,) + (1,) * len(self.batch_shape))
                return values.expand((-1,) + tuple(self.batch_shape)) if expand else values


        class Bernoulli(_Weighted):
            __module__ = "torch.distributions.bernoulli"

            def __init__(self, probs=None, logits=None, validate_args=None):
                if (probs is None) == (logits is None):
                    raise ValueError("Either `probs` or `logits` must be specified, but not both.")
                if probs is None:
                    (self.logits,) = _tensors(logits)
                else:
                    (self.probs,) = _tensors(probs)
                super().__init__((self.logits if probs is None else self.probs).shape, validate_args)
                if probs is None:
                    self._require("logits", self.logits == self.logits, "Real()")
                else:
                    self._require(
                        "probs", (self.probs >= 0) & (self.probs <= 1), "Interval(lower_bound=0.0, upper_bound=1.0)")

            def _probs(self, logits):
                return torch.sigmoid(logits)

            def _logits(self, probs):
                probs = _clamped(probs)
                return torch.log(probs) - torch.log1p(-probs)

            @property
            def mean(self):
                return self.probs

            @property
            def variance(self):
                return self.probs * (1 - self.probs)

            @property
            def mode(self):
                mode = (self.probs >= 0.5).to(self.probs.dtype)
                return torch.where(self.probs == 0.5, torch.full_like(mode, math.nan), mode)

            def sample(self, sample_shape=torch.Size([])):
                with torch.no_grad():
                    return torch.bernoulli(self.probs.expand(self._extended(sample_shape)))

            def log_prob(self, value):
                self._inside(value, (value == 0) | (value == 1), "Boolean()")
                logits, value = _expanded(self.logits, value)
                return -F.binary_cross_entropy_with_logits(logits, value.to(logits.dtype), reduction="none")

            def entropy(self):
                return F.binary_cross_entropy_with_logits(self.logits, self.probs, reduction="none")


        def _kl_normal(p, q):
            ratio = (p.scale / q.scale).pow(2)
            return 0.5 * (ratio + ((p.loc - q.loc) / q.scale).pow(2) - 1 - ratio.log())


        def _kl_categorical(p, q):
            terms = p.probs * (p.logits - q.logits)
            terms = torch.where((q.probs == 0).expand_as(terms), torch.full_like(terms, math.inf), terms)
            return torch.where((p.probs == 0).expand_as(terms), torch.zeros_like(terms), terms).sum(-1)


        def _kl_bernoulli(p, q):
            return (
                p.probs * (F.softplus(-q.logits) - F.softplus(-p.logits))
                + (1 - p.probs) * (F.softplus(q.logits) - F.softplus(p.logits)))


        def _kl_uniform(p, q):
            result = torch.log((q.high - q.low) / (p.high - p.low))
            outside = (q.low > p.low) | (q.high < p.high)
            return torch.where(outside, torch.full_like(result, math.inf), result)


        _divergences = {
            Normal: _kl_normal, Categorical: _kl_categorical, Bernoulli: _kl_bernoulli, Uniform: _kl_uniform,
        }


        def kl_divergence(p, q):
            if type(p) is not type(q) or type(p) not in _divergences:
                raise NotImplementedError(
                    f"No KL(p || q) is implemented for p type {type(p).__name__} and q type {type(q).__name__}")
            return _divergences[type(p)](p, q)
        """#
}
