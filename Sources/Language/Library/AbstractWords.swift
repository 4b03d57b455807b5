import Answers

/// `abc`: classes whose methods are still to be defined.
enum AbstractWords {
    static let words: [Word] = [
        Word(
            "abc.ABC", family: "modules", summary: "the base of classes whose methods are still to be defined",
            returns: "class", examples: ["from abc import ABC\nABC"], meaning: .value { .object(Exceptions.abstract) }),
        Word(
            "abc.ABCMeta", family: "modules",
            summary: "stands as metaclass=ABCMeta in a class whose methods are still to be defined", returns: "class",
            examples: ["from abc import ABCMeta\nclass Rule(metaclass=ABCMeta): pass\nRule()"], seeAlso: ["abc.ABC"],
            meaning: .value { .object(Exceptions.abstract) }),
        Word.native(
            "abc.abstractmethod", family: "modules",
            "a method that a derived class has to define; stands as @abstractmethod before its def",
            [Parameter("function", .any, .required, "a function of a class")], returns: "function",
            examples: ["from abc import abstractmethod\nabstractmethod(lambda self: None)"]
        ) { given, _ in
            let value = try given.required(0, "function", "abstractmethod")
            if case .function(let function) = value { function.attributes["__isabstractmethod__"] = .bool(true) }
            return value
        },
    ]
}
