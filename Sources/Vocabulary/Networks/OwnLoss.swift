import Answers
import Arrays
import Autograd
import Language
import Networks
import TensorVocabulary

/// Losses and metrics that the learner wrote as functions of the targets and the outputs of a batch, as Keras calls them.
enum OwnLoss {
    /// A loss by the function; its derivative is that of the operations that the function is made of.
    static func loss(_ function: Value, _ context: Context) -> Loss {
        let call = OwnCall(function, context)
        return Loss(
            call.name,
            CustomLoss { output, target, rows, wantsGradient in
                let columns = output.count / Swift.max(1, rows)
                let prediction = try call.tensor(output, [rows, columns])
                try prediction.requireGrad(wantsGradient)
                let value = try call.value(
                    try call.tensor(target, [rows, target.count / Swift.max(1, rows)]), prediction)
                let mean = value.count == 1 ? value : try value.mean()
                guard wantsGradient else { return (mean.array.number(at: 0).asDouble, []) }
                guard mean.requiresGrad else {
                    throw Mistake(
                        "the loss \(call.name) does not depend on y_pred, or not by operations that have a derivative",
                        expected: "operations of keras.ops or tf on y_pred",
                        try: "keras.ops.mean(keras.ops.square(y_true - y_pred))"
                    ).raised(as: "ValueError")
                }
                try (mean.count == 1 && mean.ndim > 0 ? mean.reshaped([]) : mean).backward()
                return (mean.array.number(at: 0).asDouble, prediction.grad?.array.floats() ?? [])
            })
    }

    /// The numbers that a metric gives for a batch.
    static func numbers(_ function: Value, _ context: Context) -> @Sendable ([Float], [Float], Int) throws -> [Double] {
        let call = OwnCall(function, context)
        return { target, output, rows in
            let shape = { (count: Int) in [rows, count / Swift.max(1, rows)] }
            return try call.value(
                call.tensor(target, shape(target.count)), call.tensor(output, shape(output.count))
            ).array.doubles()
        }
    }
}

extension OwnCall {
    fileprivate var name: String {
        switch function {
        case .function(let function): function.name
        case .word(let word): word.name
        default: function.asInstance?.className ?? "loss"
        }
    }

    fileprivate func tensor(_ numbers: [Float], _ shape: [Int]) throws -> Tensor {
        context.recorder.tensor(try NDArray(numbers, shape: shape))
    }

    fileprivate func value(_ target: Tensor, _ output: Tensor) throws -> Tensor {
        let found = try self(target, output)
        if let tensor = found.asThing(Tensor.self) { return tensor }
        guard let number = found.asDouble else {
            throw Mistake("\(name) gives \(found.brief)", expected: "a number or a tensor").raised(as: "TypeError")
        }
        return try context.recorder.scalar(number, .float32)
    }
}
