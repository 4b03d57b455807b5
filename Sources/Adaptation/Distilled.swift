public import Answers
public import Datasets
internal import Networks
internal import Optimizers
internal import Tensors
public import Training

/// A student that has learnt from a teacher's answers, beside the same student that has learnt from the labels alone.
public struct Distilled: Sendable {
    /// The student taught by the teacher.
    public let model: Model
    /// The same weights, rows and order, taught by the labels alone.
    public let twin: Model
    /// How the two trainings went.
    public let (history, twinHistory): (History, History)
    /// T, and the share of the teacher in what is learnt.
    public let (temperature, alpha): (Double, Double)
    /// What was learnt from: rows, classes (0 for numbers).
    public let (rows, classes): (Int, Int)
    /// On rows that nobody has learnt from; empty without such rows. Of classes the share that is right, of numbers the RMSE.
    public let scores: [(name: String, parameters: Int, score: Double)]
    /// Whether training was stopped before its end.
    public let isPartial: Bool

    /// Trains both.
    ///
    /// Classes: the loss is α·T²·KL + (1 − α)·cross-entropy on logits (Hinton et al. 2015). Numbers: α·(z − v)² + (1 − α)·(z − t)², which differs
    /// from (z − (α·v + (1 − α)·t))² by a constant and is learnt so; the temperature has no meaning there.
    ///
    /// - Parameters:
    ///   - teacher: built and fitted.
    ///   - student: compiled; it is not touched, and its optimizer and its loss's kind are taken.
    ///   - test: rows that judge, or nil.
    /// - Throws: `Mistake` for losses other than cross-entropy and squared error, models whose outputs differ, and data that do not fit;
    ///   `Stopped` before the second training.
    public init(
        teacher: Model, student: Model, data: Dataset, temperature: Double, alpha: Double, epochs: Int,
        batchSize: Int, test: Dataset? = nil, work: Work = Work()
    ) throws {
        let plan = try student.trainingPlan()
        let (shape, pupil) = (
            try teacher.build(inputShape: Array(data.x.shape.dropFirst())).outputShape,
            try student.build(inputShape: Array(data.x.shape.dropFirst())).outputShape
        )
        guard shape == pupil, shape.count == 1 else {
            throw Mistake(
                "the teacher gives \(shape.shapeText) and the student \(pupil.shapeText)",
                expected: "one row of numbers of the same length from both", argument: "student")
        }
        let task = try Task(plan.loss, outputs: shape[0])
        (self.temperature, self.alpha, rows) = (temperature, alpha, data.count)
        classes = task == .numbers ? 0 : Swift.max(2, shape[0])
        func learn(_ alpha: Double) throws -> (Model, History) {
            let model = try student.bare()
            var own = plan
            own.metrics = []
            own.loss = task == .numbers ? .mse : try .distillation(temperature: temperature, alpha: alpha)
            model.compile(own)
            let targets = try task.targets(data, teacher.bareAnswers(data.x, work: work), alpha: alpha)
            if work.isCancelled { throw Stopped() }
            var options = FitOptions(epochs: epochs, batchSize: batchSize)
            options.keepsRecipe = false
            let history = try model.fit(data.x, targets, options, work: work)
            return (try student.dressed(model), history)
        }
        try Interval.positive.check(temperature, "temperature", standard: 2)
        try Interval.share.check(alpha, "alpha", standard: 0.5)
        (model, history) = try learn(alpha)
        if work.isCancelled { throw Stopped() }
        (twin, twinHistory) = try learn(0)
        isPartial = work.isCancelled
        guard let test, !isPartial else { scores = []; return }
        scores = try [("teacher", teacher), ("distilled", model), ("labels alone", twin)].map { name, model in
            let network = try model.build()
            let answers = try model.predict(test.x, batchSize: 256, work: work)
            let threshold: Float = network.lastActivation == .sigmoid ? 0.5 : 0
            return (name, network.parameterCount, task.score(answers, test, threshold: threshold))
        }
    }

    /// What the answers are.
    enum Task: Equatable {
        case numbers
        /// One logit.
        case yesOrNo
        /// A logit for each class; whether the labels are class numbers.
        case classes(areNumbers: Bool)

        init(_ loss: Loss, outputs: Int) throws {
            switch loss.name {
            case "mean_squared_error", "MSELoss": self = .numbers
            case "binary_crossentropy", "BCELoss", "BCEWithLogitsLoss":
                // Several outputs of it are as many questions, not classes of which one is right.
                guard outputs == 1 else {
                    throw Mistake(
                        "the student is compiled with \(loss.name) and has \(outputs) outputs", expected: "one output",
                        try: "loss=\"categorical_crossentropy\"", argument: "student")
                }
                self = .yesOrNo
            case "categorical_crossentropy": self = .classes(areNumbers: false)
            case "sparse_categorical_crossentropy", "CrossEntropyLoss": self = .classes(areNumbers: true)
            default:
                throw Mistake(
                    "the student is compiled with \(loss.name)", expected: "a cross-entropy, or mse",
                    argument: "student")
            }
        }

        func targets(_ data: Dataset, _ teacher: Samples, alpha: Double) throws -> Samples {
            let width = teacher.width
            switch self {
            case .numbers:
                guard data.y.width == width else { throw misfit(data, width) }
                return try Samples(
                    shape: teacher.shape,
                    values: zip(teacher.values, data.y.values).map { Float(alpha) * $0 + Float(1 - alpha) * $1 })
            case .yesOrNo, .classes(areNumbers: false):
                guard data.y.width == width else { throw misfit(data, width) }
                return try joined(teacher, data.y.values, width)
            case .classes(areNumbers: true):
                guard data.y.width == 1 else { throw misfit(data, 1) }
                var labels = [Float](repeating: 0, count: data.count * width)
                for (row, label) in data.y.values.enumerated() {
                    guard let number = Int(exactly: label), (0..<width).contains(number) else {
                        throw Mistake(
                            "the target of row \(row) is \(Double(label).short())",
                            expected: "a class number from 0 to \(width - 1)", argument: "data")
                    }
                    labels[row * width + number] = 1
                }
                return try joined(teacher, labels, width)
            }
        }

        private func misfit(_ data: Dataset, _ width: Int) -> Mistake {
            Mistake(
                "the data have \(data.y.width) numbers per target",
                expected: "\(width), as the student's loss reads them",
                argument: "data")
        }

        private func joined(_ teacher: Samples, _ labels: [Float], _ width: Int) throws -> Samples {
            var values: [Float] = []
            values.reserveCapacity(2 * labels.count)
            for row in 0..<teacher.count {
                values += teacher.row(row)
                values += labels[row * width..<(row + 1) * width]
            }
            return try Samples(shape: [teacher.count, 2 * width], values: values)
        }

        /// Of the answers of a whole model.
        ///
        /// - Parameter threshold: above which one answer means yes.
        func score(_ answers: Samples, _ test: Dataset, threshold: Float) -> Double {
            let (width, count) = (answers.width, Double(Swift.max(1, answers.count)))
            var sum = 0.0
            for row in 0..<answers.count {
                let (y, t) = (answers.row(row), test.y.row(row))
                switch self {
                case .numbers: for (y, t) in zip(y, t) { sum += Double((y - t) * (y - t)) / Double(width) }
                case .yesOrNo: sum += ((y.first ?? 0) > threshold) == ((t.first ?? 0) > 0.5) ? 1 : 0
                case .classes(let areNumbers):
                    let best = y.indices.max { y[$0] < y[$1] }.map { $0 - y.startIndex } ?? 0
                    let truth =
                        areNumbers
                        ? Int(exactly: t.first ?? -1) ?? -1 : (t.indices.max { t[$0] < t[$1] } ?? 0) - t.startIndex
                    sum += best == truth ? 1 : 0
                }
            }
            return self == .numbers ? (sum / count).squareRoot() : sum / count
        }
    }
}

extension Model {
    /// The same without the activation of the last layer, and where that stands.
    fileprivate func bare() throws -> Model {
        let network = try build()
        var own = architecture
        if case .layer(let number) = own.last, let head = own.nodes[number].layer as? any HeadLayer,
            head.activation == .softmax || head.activation == .sigmoid
        {
            own.replace(number, with: head.withoutActivation)
        }
        own.inputShapes = network.inputShapes.map { $0 }
        let model = Model(own, seed: seed, name: givenName, counted: name)
        let copy = try model.build()
        copy.parameters.copy(from: network.parameters)
        copy.state.copy(from: network.state)
        return model
    }

    /// The answers before the last activation.
    fileprivate func bareAnswers(_ x: Samples, work: Work) throws -> Samples {
        try bare().predict(x, batchSize: 256, work: work)
    }

    /// This model with the numbers of one that was made by `bare`.
    fileprivate func dressed(_ bare: Model) throws -> Model {
        var own = architecture
        own.inputShapes = try build().inputShapes.map { $0 }
        let model = Model(own, seed: seed, name: givenName, counted: name)
        if let plan { model.compile(plan) }
        let (to, from) = (try model.build(), try bare.build())
        to.parameters.copy(from: from.parameters)
        to.state.copy(from: from.state)
        return model
    }
}

extension Distilled: Presentable {
    /// `distillation`
    public static var kind: String { "distillation" }

    /// `distilled at T = 2, alpha = 0.5 from 200 rows`
    public var summary: String {
        "distilled at T = \(temperature.short()), alpha = \(alpha.short()) from \(rows.grouped) rows"
            + (isPartial ? ", stopped before its end" : "")
    }

    /// The scores of teacher, student and twin.
    public func table(width: Int) -> String {
        guard !scores.isEmpty else { return summary }
        let cells =
            [["", "weights", classes > 0 ? "right" : "RMSE"]]
            + scores.map { [$0.name, $0.parameters.grouped, $0.score.short(3)] }
        return ([summary] + TextTable.lines(cells, width: .max, leftColumns: [0], indent: 2)).joined(separator: "\n")
    }

    /// The scores.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "temperature": .number(temperature), "alpha": .number(alpha),
            "rows": .integer(rows), "scores": .object(scores.map { JSON.Pair($0.name, .number($0.score)) }),
        ])
    }
}
