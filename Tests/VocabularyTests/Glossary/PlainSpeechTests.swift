import Answers
import Language
import Testing

@testable import Vocabulary

@Suite struct PlainSpeechTests {
    private static let registry = Vocabulary.registry

    /// What is understood, in one word each: `term:momentum`, `word:plot`, `recipe`, `beginning`, `unknown:foo`.
    private func understood(_ line: String, variables: Set<String> = []) -> String? {
        switch PlainSpeech(Self.registry, isVariable: variables.contains).reading(of: line) {
        case nil: nil
        case .beginning: "beginning"
        case .recipe(let recipe): "recipe:" + (recipe.keys.first ?? recipe.phrases.first ?? "")
        case .line(let line): "line:" + line
        case .unknown(let name): "unknown:" + name
        case .topics(let topics):
            topics.map { topic in
                switch topic {
                case .word(let word): "word:" + word.name
                case .term(let term): "term:" + term.name
                case .family(let family): "family:" + family
                case .kind(let kind): "kind:" + kind
                case .members(let topic): "member:" + topic.name
                }
            }.joined(separator: " ")
        }
    }

    @Test(
        "A plain question finds the term or word it is about",
        arguments: [
            ("what is adam", "term:Adam"), ("What is Adam?", "term:Adam"), ("what's momentum?", "term:momentum"),
            ("what’s momentum", "term:momentum"), ("whats a saddle point", "term:saddle point"),
            ("what are epochs?", "term:epoch"), ("what does overfitting mean", "term:overfitting"),
            ("what does softmax do?", "term:softmax"), ("how does dropout work", "term:dropout"),
            ("Adam?", "term:Adam"), ("?Adam", "term:Adam"), ("?plot", "word:plot"), ("plot??", "word:plot"),
            ("plot?", "word:plot"), ("man plot", "word:plot"), ("help plot", "word:plot"),
            ("info rosenbrock", "word:rosenbrock"),
            ("explain momentum", "term:momentum"), ("define convex", "term:convex"),
            ("tell me about the learning rate", "term:learning rate"), ("explain the adam optimizer", "term:Adam"),
            ("learning rate?", "term:learning rate"),
            ("what is a learning rate schedule", "term:learning-rate schedule"),
            ("what is SGD?", "term:stochastic gradient descent"), ("what is gradient descent", "term:gradient descent"),
            ("who is Adam", "term:Adam"), ("what is a run", "kind:run"), ("what is training", "term:training"),
            ("what is a GAN in machine learning", "term:GAN"), ("help with overfitting", "term:overfitting"),
            ("I don't understand backpropagation", "term:backpropagation"),
            ("what is plot()", "word:plot"), ("minimize?", "word:minimize"), ("model.fit?", "member:fit"),
            ("Adam vs SGD", "term:Adam term:stochastic gradient descent"),
            ("what is the difference between adam and sgd?", "term:Adam term:stochastic gradient descent"),
            ("L1 or L2?", "term:L1 regularisation term:L2 regularisation"),
            ("why does my loss oscillate?", "term:oscillation"), ("why is my loss nan?", "term:divergence"),
            ("learning rate", "term:learning rate"), ("early stopping", "term:early stopping"),
            ("show me the lessons", "recipe:lesson"), ("can I use my own data?", "recipe:data"),
            ("why is the learning rate important", "term:learning rate"),
            ("waht is adam", "term:Adam"), ("whta is overfitting?", "term:overfitting"), ("wat is adam", "term:Adam"),
            ("hlep adam", "term:Adam"), ("explian momentum", "term:momentum"), ("What is _?", "recipe:variable"),
            ("which optimizers are there?", "family:optimizers"), ("list landscapes", "family:landscapes"),
            ("what schedules are there", "family:schedules"),
        ])
    func questions(line: String, expected: String) { #expect(understood(line) == expected, "\(line)") }

    @Test(
        "A question how to do something finds the lines that do it",
        arguments: [
            ("how do I plot", "recipe:plot"), ("how do I draw a picture?", "recipe:plot"),
            ("how to save a picture", "recipe:save"), ("can I save my session", "recipe:save"),
            ("how do i quit", "recipe:quit"), ("how do I train a network", "recipe:train"),
            ("train a network", "recipe:train"), ("how can I stop it", "recipe:stop"),
            ("how do I choose the learning rate", "recipe:choose"),
            ("how do I define my own function", "recipe:define"),
            ("I want to compare optimizers", "recipe:compare"), ("how do i start a lesson", "recipe:lesson"),
            ("show me a picture", "recipe:plot"), ("how do I use momentum", "term:momentum"),
            ("hwo do I plot", "recipe:plot"), ("draw himmelblau please", "recipe:plot"),
            ("how do I minimise a function", "recipe:minimise"),
        ])
    func recipes(line: String, expected: String) { #expect(understood(line) == expected, "\(line)") }

    @Test(
        "Words of courtesy and calls for help are answered",
        arguments: [
            ("help me", "beginning"), ("help me please", "beginning"), ("??", "beginning"),
            ("what can I do?", "beginning"),
            ("I need help!", "beginning"), ("where do I start?", "beginning"), ("who are you", "recipe:who are you"),
            ("What is this?", "recipe:who are you"), ("thanks", "recipe:thanks"), ("Thank you!", "recipe:thanks"),
            ("hello", "recipe:hello"), ("bye", "recipe:quit"), ("sorry", "recipe:sorry"), ("clear", "recipe:clear"),
        ])
    func courtesy(line: String, expected: String) { #expect(understood(line) == expected, "\(line)") }

    @Test("A question that a line of the language answers is given that line")
    func lines() {
        for (line, expected) in [
            ("what is 2 + 2?", "line:2 + 2"), ("what is x", "line:x"), ("calculate 3*4", "line:3*4"),
            ("what is rosenbrock(1, 1)", "line:rosenbrock(1, 1)"), ("how much is sqrt(2)?", "line:sqrt(2)"),
            ("what is pi", "word:pi"),
        ] { #expect(understood(line, variables: ["x"]) == expected, "\(line)") }
    }

    @Test("What can be evaluated is language, whatever it looks like")
    func language() {
        for (line, variables) in [
            ("help = 3", []), ("thanks = 1", []), ("what = 3", []), ("thanks", ["thanks"]),
            ("what is adam", ["what", "adam"]), ("plot", []), ("Adam", []), ("who", ["who"]), ("f(x) = x", []),
            ("plot(rosenbrock)", []), ("1 is 1", []), ("import keras", []), ("help", []), ("x = what", []),
        ] as [(String, Set<String>)] {
            #expect(understood(line, variables: variables) == nil, "\(line)")
        }
        for word in Self.registry.words {
            for example in word.examples where !example.contains("model") && !example.contains("data") {
                #expect(understood(example) == nil, "\(example)")
            }
        }
        for term in Self.registry.glossary.terms { #expect(understood(term.example) == nil, "\(term.name)") }
    }

    @Test(
        "A slip in a line of the language keeps the language's own message",
        arguments: [
            "minimize(rosenbrok, Adam(0.05))", "plot rosenbrock", "plot(rosenbrock", "1 +", "x", "momentum", "loss",
            "minimize rosenbrock with Adam", "for i in range(3): print(i)", "y = ", "3 4", "Adam(0.1", "rosenbrock 1 2",
            "a b", "def f(x)", "print x", "describe rosenbrock", ":help", "", "   ", "if x > 3", "x > y", "SGD 0.1",
        ])
    func slips(line: String) { #expect(understood(line) == nil, "\(line)") }

    @Test("A question about something unknown names what is near it")
    func misses() throws {
        #expect(understood("what is momentumm") == "unknown:momentumm")
        let help = Help(Self.registry, width: 80)
        let page = try #require(help.answer(to: .unknown("momentumm")))
        #expect(page.text.contains("help(\"momentum\")"))
        let far = try #require(help.answer(to: .unknown("quaternion")))
        #expect(far.text.contains("glossary()"))
    }

    @Test("Every line of a recipe runs, every command is one of a session, and every word exists")
    func recipeLines() {
        let commands = [":lessons", ":start", ":stop", ":help", ":save", ":quit"]
        for recipe in Recipes.all + [Recipe(["first"], "first", Recipes.firstLines)] {
            let name = recipe.keys.first ?? recipe.phrases.first ?? recipe.sentence
            #expect(!recipe.keys.isEmpty || !recipe.phrases.isEmpty || recipe.sentence == "first", "\(name)")
            for word in recipe.words { #expect(Self.registry.word(word) != nil, "\(name): \(word)") }
            var lines: [String] = []
            for (code, meaning) in recipe.lines {
                #expect(!meaning.isEmpty && code.count + meaning.count < 130, "\(name): \(code)")
                if let command = code.split(separator: " ").first, command.hasPrefix(":") {
                    #expect(commands.contains(String(command)), "\(name): \(code)")
                } else if code.hasSuffix("?") {
                    #expect(understood(code) == "term:momentum", "\(name): \(code)")
                } else if code.hasPrefix("save(") || code.hasPrefix("animate(") {
                    #expect((try? Parser.statements(in: Source(code))) != nil, "\(name): \(code)")
                } else if code != "help" {
                    lines.append(code)
                }
            }
            #expect(GlossaryTests.problem(in: lines) == nil, "\(name)")
        }
    }

    @Test("No two recipes answer to one phrase, and phrases are written as they are compared")
    func phrases() {
        var seen: Set<String> = []
        for phrase in Recipes.all.flatMap(\.phrases) {
            #expect(seen.insert(phrase).inserted, "\(phrase)")
            #expect(phrase == phrase.lowercased() && !phrase.contains("?"), "\(phrase)")
        }
    }
}
