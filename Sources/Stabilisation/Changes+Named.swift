internal import Answers
public import Cards

extension Change {
    /// Keywords that changes are asked for by, in the order in which they are made.
    public static let keywords = [
        "optimizer", "learning_rate", "beta_1", "beta_2", "epsilon", "momentum", "weight_decay", "amsgrad", "clipvalue",
        "clipnorm", "global_clipnorm", "warmup", "plateau", "monitor", "batch_size", "epochs", "dropout", "l2", "ema",
        "standardise",
    ]

    /// Changes by keyword: `["learning_rate": 0.0001, "plateau": true]`.
    ///
    /// `monitor` is what the plateau's counter watches;
    /// `plateau` is True for the document's counter (factor 0.2, patience 5, min_lr 1e-5) or three numbers; `ema`, `dropout`, `l2`,
    /// `warmup`, `batch_size` and `epochs` are numbers; `standardise` and `amsgrad` are True; `optimizer` is the name of a rule. What
    /// is False or absent changes nothing.
    ///
    /// - Throws: `Mistake` for a keyword that is none, and a value of the wrong kind.
    public static func named(_ given: [String: Hyperparameter.Value]) throws -> [Change] {
        if let strange = given.keys.sorted().first(where: { !keywords.contains($0) }) {
            throw Mistake(
                "there is no change called '\(strange)'", expected: keywords.joined(separator: ", "),
                try: "{\"learning_rate\": 1e-4, \"plateau\": True}", argument: "changes")
        }
        return try keywords.compactMap { key in
            switch given[key] {
            case nil, .absent?, .flag(false)?: nil
            case .text("val_loss")? where key == "monitor": nil
            case let value?: try change(key, value)
            }
        }
    }

    private static func change(_ key: String, _ value: Hyperparameter.Value) throws -> Change {
        switch (key, value) {
        case ("optimizer", .text(let name)): return .rule(name)
        case ("amsgrad", .flag): return .setting(key, 1)
        case ("standardise", .flag): return .standardise
        case ("plateau", .flag): return .plateau(factor: 0.2, patience: 5, minimum: 1e-5)
        case ("plateau", .numbers(let all)) where all.count == 3:
            guard let patience = Int(exactly: all[1]) else { throw wrong(key, "a whole number of epochs as patience") }
            return .plateau(factor: all[0], patience: patience, minimum: all[2])
        case ("monitor", .text("val_pure_loss")): return .watchPureLoss
        case ("learning_rate", .number(let rate)): return .rate(rate)
        case ("warmup", .number(let n)): return .warmup(try whole(key, n))
        case ("batch_size", .number(let n)): return .batch(try whole(key, n))
        case ("epochs", .number(let n)): return .epochs(try whole(key, n))
        case ("dropout", .number(let rate)): return .dropout(rate)
        case ("l2", .number(let λ)): return .l2(λ)
        case ("ema", .number(let β)): return .average(β)
        case (_, .number(let number))
        where !["optimizer", "amsgrad", "standardise", "plateau", "monitor"].contains(key):
            return .setting(key, number)
        default:
            let kinds = [
                "optimizer": "the name of a rule: \"Nadam\"", "amsgrad": "True or False",
                "standardise": "True or False",
                "monitor": "\"val_loss\", or \"val_pure_loss\" for the loss without the penalty",
                "plateau": "True, or [factor, patience, min_lr]: [0.2, 5, 1e-5]",
            ]
            throw wrong(key, kinds[key] ?? "a number")
        }
    }

    private static func whole(_ key: String, _ number: Double) throws -> Int {
        guard let whole = Int(exactly: number), whole > 0 else { throw wrong(key, "a whole number above 0") }
        return whole
    }

    private static func wrong(_ key: String, _ expected: String) -> Mistake {
        Mistake("\(key) cannot be that", expected: expected, argument: "changes").raised(as: "TypeError")
    }
}
