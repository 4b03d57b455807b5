import Answers
import Arrays
import Autograd
import Language

/// The functions that were hooked to a module, in their order.
final class ModuleHooks {
    enum Moment {
        case beforeForward, afterForward, backward
    }

    private var hooks: [(number: Int, moment: Moment, function: Value)] = []
    private var count = 0

    func all(_ moment: Moment) -> [Value] { hooks.filter { $0.moment == moment }.map(\.function) }

    func add(_ function: Value, _ moment: Moment) -> Int {
        count += 1
        hooks.append((count, moment, function))
        return count
    }

    func remove(_ number: Int) { hooks.removeAll { $0.number == number } }

    /// What sees the gradients of one call of the module; nil where no hook asks for them. The arguments become such as tell it
    /// when their gradients arrive.
    func backwardPass(_ module: Instance, _ arguments: inout [Value], _ context: Context) throws -> BackwardPass? {
        let functions = all(.backward)
        guard !functions.isEmpty, context.recorder.isRecording else { return nil }
        let pass = BackwardPass(module, functions, context)
        let places = arguments.indices.filter { arguments[$0].asThing(Tensor.self)?.requiresGrad == true }
        guard places.count <= 1 else {
            throw Mistake(
                "register_full_backward_hook of \(module.className), which is called with \(places.count) tensors that have a "
                    + "gradient", expected: "a module of one input", try: "x.register_hook(…) of each"
            ).raised(as: "NotImplementedError")
        }
        pass.hasInput = !places.isEmpty
        for place in places {
            guard let x = arguments[place].asThing(Tensor.self) else { continue }
            arguments[place] = .thing(
                Tensor.foreign("BackwardHookFunctionBackward", x.array, of: [x], recorder: x.recorder) { gradient in
                    [try pass.call(gradient) ?? gradient]
                })
        }
        return pass
    }

    /// One call of a module on its way back: the gradient of its result comes first, that of its input at the end.
    final class BackwardPass {
        private let module: Instance
        private let functions: [Value]
        private let context: Context
        private let desk: HookDesk
        fileprivate var hasInput = false
        private var output: Tensor?

        init(_ module: Instance, _ functions: [Value], _ context: Context) {
            (self.module, self.functions, self.context) = (module, functions, context)
            desk = context.hookDesk
        }

        /// The result, which tells the pass when its gradient arrives.
        func leaving(_ result: Value) throws -> Value {
            guard let y = result.asThing(Tensor.self), y.requiresGrad else { return result }
            return .thing(
                Tensor.foreign("BackwardHookFunctionBackward", y.array, of: [y], recorder: y.recorder) { gradient in
                    self.output = gradient
                    if !self.hasInput { _ = try self.call(nil) }
                    return [gradient]
                })
        }

        /// Calls `hook(module, grad_input, grad_output)`; a result takes the place of the input's gradient.
        func call(_ input: Tensor?) throws -> Tensor? {
            let line = desk.context ?? context
            var input = input
            for function in functions {
                let given = try line.call(
                    function,
                    [
                        .asObject(module), .tuple([input.map { .thing($0) } ?? .none]),
                        .tuple([output.map { .thing($0) } ?? .none]),
                    ])
                guard !given.isNone else { continue }
                input = try line.requireTensor(given.elements?.first ?? given, "hook")
            }
            return input
        }
    }
}
