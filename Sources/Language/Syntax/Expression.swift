/// The syntax tree of an expression. It is public, because the vocabulary translates the bodies of a learner's
/// functions into differentiable formulas.
public struct Expression: Sendable {
    /// What is written.
    public var kind: Kind
    /// Where it stands in the source it was parsed from.
    public var range: SourceRange
    /// The height of the tree. The parser refuses trees higher than `Parser.maximumHeight`, so that walking one by
    /// recursion is safe.
    public let height: Int

    /// An expression and where it stands.
    public init(_ kind: Kind, _ range: SourceRange) {
        self.kind = kind
        self.range = range
        self.height = 1 + kind.children.reduce(0) { Swift.max($0, $1.height) }
    }

    /// The forms of expressions, each with its parts.
    public indirect enum Kind: Sendable {
        case none
        case bool(Bool)
        case int(Int)
        /// A whole number of more than 64 bits.
        case big(BigInt)
        case number(Double)
        /// `3j`: the number in front of the j.
        case imaginary(Double)
        case text(String)
        /// `b"\x00GIF"`
        case bytes([UInt8])
        /// `f"loss {run.loss:.4f}"`
        case format([FormatPiece])
        case name(String)
        case list([Expression])
        case tuple([Expression])
        case dict([DictEntry])
        case set([Expression])
        /// `*values` inside a list, tuple or set, and among targets.
        case starred(Expression)
        /// `(name := value)`
        case named(String, SourceRange, Expression)
        /// `yield value`, `yield`
        case yield(Expression?)
        /// `yield from values`
        case yieldFrom(Expression)
        case unary(UnaryOperator, Expression)
        case binary(BinaryOperator, Expression, Expression)
        /// `a < b <= c`: first operand, then operator and operand pairs.
        case comparison(Expression, [ComparisonLink])
        case and(Expression, Expression)
        case or(Expression, Expression)
        case not(Expression)
        /// `then if condition else otherwise`
        case conditional(then: Expression, condition: Expression, otherwise: Expression)
        case lambda(FunctionSyntax)
        case comprehension(Comprehension)
        case call(Expression, [ArgumentSyntax])
        case attribute(Expression, name: String, nameRange: SourceRange)
        /// `base[index]`; several indices are a tuple.
        case index(Expression, Expression)
        /// `lower:upper:step`, only inside the brackets of `index`.
        case slice(lower: Expression?, upper: Expression?, step: Expression?)
    }
}

/// Signs and words before one operand.
public enum UnaryOperator: String, Sendable {
    case minus = "-"
    case plus = "+"
    case invert = "~"
}

/// Signs between two operands, as Python spells them.
public enum BinaryOperator: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case floorDivide = "//"
    case remainder = "%"
    /// `**`, and `^` outside of files of Python.
    case power = "**"
    case matrixProduct = "@"
    /// Of the bits of whole numbers; of sets what is in both.
    case and = "&"
    /// Of the bits of whole numbers; of sets what is in either.
    case or = "|"
    /// `^` in a file of Python: of the bits of whole numbers; of sets what is in one of them only.
    case xor = "^"
    case shiftLeft = "<<"
    case shiftRight = ">>"
}

/// Signs and words that compare; they chain, as in `0 < x <= 1`.
public enum ComparisonOperator: String, Sendable {
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "=="
    case notEqual = "!="
    case isIn = "in"
    case isNotIn = "not in"
    case `is` = "is"
    case isNot = "is not"
}

/// One link of a chain such as `0 < x <= 1`: an operator with what stands behind it.
public struct ComparisonLink: Sendable {
    /// How the operand is compared with the one before it.
    public var `operator`: ComparisonOperator
    /// The right side.
    public var operand: Expression
}

/// A part of an f-string.
public enum FormatPiece: Sendable {
    case text(String)
    /// `{expression:spec}`; the spec is empty when none was written, and may hold values of its own; `echo` is the text of
    /// `{expression=}`.
    case value(Expression, spec: [FormatPiece], echo: String?, asRepr: Bool, asText: Bool)
}

/// One entry of a dict: `key: value`, or `**other` with no key.
public struct DictEntry: Sendable {
    /// Nil for `**mapping`.
    public var key: Expression?
    /// What stands under the key, or the mapping.
    public var value: Expression
}

/// An argument as written in a call.
public struct ArgumentSyntax: Sendable {
    /// By which of Python's four ways an argument is given.
    public enum Form: Sendable {
        case positional
        case keyword(String, SourceRange)
        /// `*list`
        case spread
        /// `**dict`
        case spreadKeywords
    }
    /// By place, by name, or spread out of a value.
    public var form: Form
    /// What is passed.
    public var value: Expression
}

/// `[element for target in source if condition]` and its relatives.
public struct Comprehension: Sendable {
    /// What a comprehension makes.
    public enum Result: Sendable {
        case list
        case dict
        case set
        /// `(… for …)`; its elements are made as they are asked for.
        case generator
    }
    /// A list or a dictionary.
    public var result: Result
    /// What is kept for each turn; a dictionary's key.
    public var element: Expression
    /// The value of a dict comprehension, whose key is `element`.
    public var value: Expression?
    /// The `for`s from the outermost inwards.
    public var clauses: [Clause]

    /// `for target in source if …`.
    public struct Clause: Sendable {
        /// The names that each item is bound to.
        public var target: Target
        /// Where the items come from.
        public var source: Expression
        /// All must hold for a turn to count.
        public var conditions: [Expression]
    }
}

/// What stands left of `=` or after `for`.
public indirect enum Target: Sendable {
    case name(String, SourceRange)
    case tuple([Target], SourceRange)
    /// `*rest` inside a tuple of targets: a list of what the others leave.
    case starred(Target, SourceRange)
    case attribute(Expression, name: String, nameRange: SourceRange)
    case index(Expression, Expression, SourceRange)
}

/// The parameters and body of `f(x, y) = …`, of a lambda or of a `def`.
public struct FunctionSyntax: Sendable {
    /// A parameter of a function.
    public struct Formal: Sendable {
        /// How arguments reach it.
        public enum Kind: Sendable {
            case plain
            case keywordOnly
            /// `*args`
            case rest
            /// `**kwargs`
            case keywords
        }
        /// As it is written.
        public var name: String
        /// Where the name stands.
        public var range: SourceRange
        /// What it is when nothing is given; nil when it must be given.
        public var standard: Expression?
        /// How arguments reach it.
        public var kind = Kind.plain
        /// Whether it stands before `/`, so that no argument reaches it by name.
        public var isNameless = false
    }
    /// What is computed.
    public enum Body: Sendable {
        case formula(Expression)
        case block([Statement])
    }
    /// In order.
    public var parameters: [Formal]
    /// What the function computes.
    public var body: Body
}

/// One statement of the language.
public struct Statement: Sendable {
    /// What is done.
    public var kind: Kind
    /// Where it stands; of a statement with a block, its first line.
    public var range: SourceRange

    /// The forms of statements.
    public indirect enum Kind: Sendable {
        case expression(Expression)
        /// `a = b = value`
        case assign([Target], Expression)
        /// `a += value`
        case augmented(Target, BinaryOperator, Expression)
        /// `f(x, y) = …`
        case define(name: String, nameRange: SourceRange, FunctionSyntax)
        case `import`([ImportedName])
        /// `del name`: forgets a variable, so that a word of that name means itself again; `del x[i]`, `del x.name`.
        case delete([Target])
        /// `if`, `elif` …, `else`
        case `if`([Branch], otherwise: [Statement])
        case `while`(Expression, [Statement], otherwise: [Statement])
        case `for`(Target, Expression, [Statement], otherwise: [Statement])
        case function(name: String, nameRange: SourceRange, FunctionSyntax, decorators: [Expression])
        case `class`(name: String, nameRange: SourceRange, base: Expression?, [Statement], decorators: [Expression])
        case `return`(Expression?)
        case `break`
        case `continue`
        case pass
        case with([WithItem], [Statement])
        case `try`([Statement], handlers: [Handler], otherwise: [Statement], finally: [Statement])
        case raise(Expression?, from: Expression?)
        case assert(Expression, message: Expression?)
        case global([String])
        case nonlocal([String], SourceRange)
        /// `match value:` with its cases
        case match(Expression, [Case])
    }

    /// `case pattern if condition:`
    public struct Case: Sendable {
        /// What the value has to be.
        public var pattern: Pattern
        /// What has to hold besides.
        public var condition: Expression?
        /// What is done.
        public var body: [Statement]
    }

    /// A condition and what is done where it holds.
    public struct Branch: Sendable {
        /// What is asked.
        public var condition: Expression
        /// What is done.
        public var body: [Statement]
    }

    /// `manager as target`
    public struct WithItem: Sendable {
        /// What is entered and left again.
        public var manager: Expression
        /// What its value is bound to.
        public var target: Target?
    }

    /// `except Type as name:`
    public struct Handler: Sendable {
        /// Nil catches everything.
        public var type: Expression?
        /// What the exception is bound to.
        public var name: String?
        /// Where `except` stands.
        public var range: SourceRange
        /// What is done.
        public var body: [Statement]
    }
}

extension Statement {
    /// The statements directly inside this one, in the order in which they stand.
    public var blocks: [[Statement]] {
        switch kind {
        case .if(let branches, let otherwise): branches.map(\.body) + [otherwise]
        case .while(_, let body, let otherwise), .for(_, _, let body, let otherwise): [body, otherwise]
        case .function(_, _, let function, _):
            if case .block(let body) = function.body { [body] } else { [] }
        case .class(_, _, _, let body, _), .with(_, let body): [body]
        case .try(let body, let handlers, let otherwise, let finally):
            [body] + handlers.map(\.body) + [otherwise, finally]
        case .match(_, let cases): cases.map(\.body)
        default: []
        }
    }

    /// The expressions that the statement itself evaluates, without those of its blocks.
    public var expressions: [Expression] {
        switch kind {
        case .expression(let value), .assign(_, let value), .augmented(_, _, let value), .while(let value, _, _),
            .for(_, let value, _, _):
            [value]
        case .define(_, _, let function), .function(_, _, let function, _):
            function.parameters.compactMap(\.standard) + function.formula
        case .if(let branches, _): branches.map(\.condition)
        case .class(_, _, let base, _, let decorators): decorators + [base].compactMap(\.self)
        case .return(let value): [value].compactMap(\.self)
        case .with(let items, _): items.map(\.manager)
        case .raise(let value, let cause): [value, cause].compactMap(\.self)
        case .assert(let condition, let message): [condition] + [message].compactMap(\.self)
        case .try(_, let handlers, _, _): handlers.compactMap(\.type)
        case .match(let subject, let cases):
            [subject] + cases.flatMap { $0.pattern.expressions + [$0.condition].compactMap(\.self) }
        case .import, .delete, .break, .continue, .pass, .global, .nonlocal: []
        }
    }
}

extension FunctionSyntax {
    /// The formula it is, where it is one.
    public var formula: [Expression] {
        if case .formula(let expression) = body { [expression] } else { [] }
    }
}

/// One name bound by an `import` line: `import tensorflow as tf`, `from keras.layers import Dense`.
public struct ImportedName: Sendable {
    /// The module that the local name stands for, or that the name is taken from: `keras.layers`.
    public var module: [String]
    /// The module as written; `import a.b` binds only `a`.
    public var path: [String]
    /// The name taken out of the module, nil for `import module`, `*` for everything.
    public var name: String?
    /// What it is called from now on.
    public var local: String
    /// Where the names stand.
    public var range: SourceRange
}
