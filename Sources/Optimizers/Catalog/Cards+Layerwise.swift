extension LAMB {
    static let card = RuleCard(
        "LAMB", aliases: ["Lamb"],
        summary: "Adam's direction, scaled in each tensor to the tensor's own norm",
        formula: "u = m̂/(√v̂ + ε) + λ·θ      θ ← θ − η·|θ|/|u|·u, per tensor",
        source: "You et al. (2020), Large Batch Optimization for Deep Learning, algorithm 2",
        differences: [
            "λ is inside the trust ratio in optax and the paper, decoupled in Keras; ε 1e-7 in Keras, 1e-6 else."
        ],
        rate: 0.001, decay: .inRule,
        [
            .beta1(), .beta2(), .epsilon(PerDialect(1e-6, keras: 1e-7)),
            Hyperparameter("eps_root", [], .nonNegative, 0, "optax's ε inside the root"),
        ]
    ) { s in
        LAMB(β1: s["beta_1"], β2: s["beta_2"], ε: s["epsilon"], εRoot: s["eps_root"], decay: s["weight_decay"])
    }
}

extension LARS {
    static let card = RuleCard(
        "LARS",
        summary: "momentum with each tensor's rate in proportion to its norm over its gradient's",
        formula: "u = g + λ·θ      r = c·|θ|/(|u| + ε)      b ← μ·b + η·r·u      θ ← θ − b",
        source:
            "You, Gitman & Ginsburg (2017), Large Batch Training of Convolutional Networks, algorithm 1; optax 0.2.8",
        rate: 0.1, decay: .inRule,
        [
            Hyperparameter("momentum", [], .decayFactor, 0.9, "μ: how much of the velocity is kept"),
            Hyperparameter("nesterov", [], .flag, 0, "look ahead along the velocity"),
            Hyperparameter("trust_coefficient", [], .positive, 0.001, "c: how far a layer is trusted"),
            Hyperparameter("epsilon", ["eps"], .nonNegative, 0, "beside the gradient's norm"),
        ]
    ) { s in
        LARS(
            momentum: s["momentum"], nesterov: s.flag("nesterov"), trust: s["trust_coefficient"], ε: s["epsilon"],
            decay: s["weight_decay"])
    }
}

extension NovoGrad {
    static let card = RuleCard(
        "NovoGrad", aliases: ["Novograd"],
        summary: "momentum of gradients normalised by one second moment per tensor",
        formula: "v ← β₂·v + (1−β₂)·|g|² (first v = |g|²)      m ← β₁·m + g/(√v + ε) + λ·θ      θ ← θ − η·m",
        source: "Ginsburg et al. (2019), Stochastic Gradient Methods with Layer-wise Adaptive Moments; optax 0.2.8",
        differences: ["The momentum has no factor 1 − β₁, so the step in steady state is 1/(1−β₁) times the rate."],
        rate: 0.001, decay: .inRule,
        [
            .beta1(), .beta2(0.25), .epsilon(1e-6),
            Hyperparameter("eps_root", [], .nonNegative, 0, "ε inside the root"),
        ]
    ) { s in
        NovoGrad(β1: s["beta_1"], β2: s["beta_2"], ε: s["epsilon"], εRoot: s["eps_root"], decay: s["weight_decay"])
    }
}

extension Adafactor {
    static let card = RuleCard(
        "Adafactor",
        summary: "second moments of a matrix as row and column means, steps relative to the parameters",
        formula: """
            R, C: row and column means of g², v = R·C/mean(R) (vectors: v itself), decay 1 − t^c
            u = g/√v      θ ← θ − max(ε₂, rms(θ))·min(η, 1/√t)·u/max(1, rms(u)/d)
            """,
        source:
            "Shazeer & Stern (2018), Adafactor: Adaptive Learning Rates with Sublinear Memory Cost, algorithms 4, 5",
        rate: PerDialect(0.01, keras: 0.001), decay: .decoupled,
        [
            Hyperparameter(
                "beta_2_decay", ["beta2_decay"], .number(-1, 0, includesLower: true, includesUpper: false), -0.8,
                "c: the second moment decays with 1 − t^c"),
            Hyperparameter("epsilon_1", ["eps1"], .positive, 0x1p-52, "the smallest root of v"),
            Hyperparameter("epsilon_2", ["eps2"], .positive, 1e-3, "the smallest size parameters are taken for"),
            Hyperparameter("clip_threshold", ["d"], .positive, 1, "d: the largest root mean square of u"),
        ]
    ) { s in Adafactor(β2Decay: s["beta_2_decay"], ε1: s["epsilon_1"], ε2: s["epsilon_2"], d: s["clip_threshold"]) }
}

extension Fromage {
    static let card = RuleCard(
        "Fromage",
        summary: "steps of a fixed relative size",
        formula: "θ ← (θ − η·|θ|/|g|·g)/√(1 + η²), per tensor",
        source: "Bernstein et al. (2020), On the distance between two neural networks and the stability of learning",
        rate: 0.01, decay: .decoupled,
        [Hyperparameter("min_norm", [], .positive, 1e-6, "both norms count as at least this")]
    ) { s in Fromage(minNorm: s["min_norm"]) }
}

extension Muon {
    static let card = RuleCard(
        "Muon",
        summary: "momentum whose step is made orthogonal, matrix by matrix",
        formula: """
            m ← μ·m + (1−μ)·g      u = (1−μ)·g + μ·m      X = u/|u|
            five times X ← a·X + (b·A + c·A²)·X, A = X·Xᵀ      θ ← θ − η·√max(1, rows/columns)·X
            """,
        source: "Jordan et al. (2024), Muon: An optimizer for hidden layers in neural networks; PyTorch Muon",
        differences: [
            "PyTorch iterates in bfloat16; here in the parameters' own precision. A vector counts as one row."
        ],
        rate: PerDialect(0.02, pytorch: 0.001), weightDecay: PerDialect(0, pytorch: 0.1), decay: .decoupled,
        [
            Hyperparameter("momentum", [], .decayFactor, 0.95, "μ: how much of the momentum is kept"),
            Hyperparameter("nesterov", [], .flag, 1, "mix the gradient in once more"),
            Hyperparameter("ns_steps", [], .whole(atLeast: 0), 5, "Newton–Schulz iterations"),
            Hyperparameter("epsilon", ["eps"], .positive, 1e-7, "the smallest norm of u"),
            Hyperparameter("ns_a", [], .real, 3.4445, "a of the iteration"),
            Hyperparameter("ns_b", [], .real, -4.775, "b of the iteration"),
            Hyperparameter("ns_c", [], .real, 2.0315, "c of the iteration"),
        ]
    ) { s in
        Muon(
            momentum: s["momentum"], nesterov: s.flag("nesterov"), ε: s["epsilon"], iterations: s.whole("ns_steps"),
            a: s["ns_a"], b: s["ns_b"], c: s["ns_c"])
    }
}
