public import Answers

/// What a parameter accepts. Checked before the body runs; the message names the parameter, the value and this.
public indirect enum ValueType: Sendable {
    case any
    case bool
    /// A whole number in the range; 1e6 counts, 1.5 does not.
    case int(Interval = .unbounded)
    case number(Interval = .finite)
    case text
    case choice([String])
    /// A number or a tuple/list of one or two numbers.
    case point
    /// What makes values as they are asked for, without an end perhaps: a generator.
    case iterator
    case list(of: ValueType)
    case tuple(of: ValueType)
    case dict
    /// A function or a word that can be called.
    case function
    /// A value of the laboratory of one of these kinds: `["optimizer"]`.
    case thing([String])
    /// The name of a word, taken as the word itself even when it stands for a value: `help(rosenbrock)`.
    case word
    case oneOf([ValueType])
    case optional(ValueType)
}
