import Answers
import Autograd
import Language

/// All of them.
enum TensorFunctions {
    static let words: [Word] = all.flatMap(\.words)
    static let members: [Member] = all.compactMap(\.member)

    static let all: [TensorFunction] =
        elementary + arithmetic + reductions + shapes + places + intervals + matrices + functional
        + TensorStatistics.functions

    static let both = ["torch", "torch.nn.functional"]
}
