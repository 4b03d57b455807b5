/// The bars of the loop that moves a point: `descent eval` against the C file's loop of the same rule.
struct Rules {
    let descent: String
    let loops: String

    var pairings: [Pairing] {
        let rosenbrock = "minimize(rosenbrock, Adam(lr=0.001)"
        let typed = "f(x, y) = (1 - x)^2 + 100*(y - x^2)^2; minimize(f, Adam(lr=0.001)"
        return [
            against("10 million steps of Adam", rosenbrock, "adam", 10_000_000, bar: 2),
            against("the same on a typed formula", typed, "adam", 10_000_000, bar: 10),
        ]
            + Rules.table.map { name, call in
                against("20 million steps of \(name)", "minimize(rosenbrock, \(call)", name, 20_000_000, bar: 1.5)
            } + [recording("GD(lr=0.0001)"), recording("Adam(lr=0.001)")]
    }

    private static let table: [(String, String)] = [
        ("gd", "GD(lr=0.0001)"), ("momentum", "SGD(lr=0.0001, momentum=0.9)"),
        ("nesterov", "SGD(lr=0.0001, momentum=0.9, nesterov=True)"), ("adagrad", "Adagrad(lr=0.1)"),
        ("rmsprop", "RMSprop(lr=0.001)"), ("adadelta", "Adadelta(lr=1.0)"), ("adam", "Adam(lr=0.001)"),
        ("adamw", "AdamW(lr=0.001)"), ("adamax", "Adamax(lr=0.001)"), ("lion", "Lion(lr=0.0001)"),
        ("yogi", "Yogi(lr=0.001)"), ("adabelief", "AdaBelief(lr=0.001)"),
    ]

    private func against(_ label: String, _ call: String, _ rule: String, _ steps: Int, bar: Double) -> Pairing {
        let ours = evaluate(call, steps, record: false)
        let reference = Command(program: loops, arguments: [rule, "\(steps)"])
        return Pairing(label: label, bar: bar, ours: ours.seconds, reference: reference.seconds)
    }

    private func recording(_ rule: String) -> Pairing {
        let call = "minimize(rosenbrock, \(rule)"
        return Pairing(
            label: "1 million of \(rule), recorded", bar: 2, ours: evaluate(call, 1_000_000, record: true).seconds,
            reference: evaluate(call, 1_000_000, record: false).seconds)
    }

    private func evaluate(_ call: String, _ steps: Int, record: Bool) -> Command {
        let rest = ", start=(-1.5, 2), steps=\(steps), record=\(record ? "True" : "False"))"
        return Command(program: descent, arguments: ["eval", call + rest])
    }
}
