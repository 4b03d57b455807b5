import Language
import Answers
import Testing

/// Keras code as it stands in course material: imports, dotted names, calls over several lines.
@Suite struct ListingTests {
    struct Layers: Presentable {
        static let kind = "model"
        var summary: String { "model" }
    }

    static let registry: Registry = {
        let entries = [
            Parameter("entries", .any, .otherwise("none"), "anything", isVariadic: true, isKeywordOnly: true)
        ]
        let first = Parameter("first", .any, .otherwise("none"), "anything", isVariadic: true)
        let names = [
            "Sequential", "Dense", "Dropout", "Adam", "EarlyStopping", "ReduceLROnPlateau", "l2", "Linear", "MSELoss",
        ]
        var words = names.map { name in
            Word(
                name, family: "keras", summary: name, parameters: [first] + entries,
                meaning: .call { arguments, _ in .tuple([.text(name), arguments["first"], arguments["entries"]]) })
        }
        words.append(Word("model", family: "keras", summary: "a model", meaning: .value { .thing(Layers()) }))
        words.append(
            Word(
                "RMSprop", family: "keras", summary: "a rule",
                parameters: [
                    Parameter("lr", .number(), .value(.int(1)), "rate"),
                    Parameter("dialect", .text, .value(.text("keras")), ""),
                ],
                meaning: .call { arguments, _ in arguments["dialect"] }))
        let members = ["compile", "fit", "add"].map { name in
            Member.method(name, of: Layers.self, name, [first] + entries) { _, arguments, _ in arguments["entries"] }
        }
        return Registry(words: words, members: members)
    }()

    static let autoencoder = """
        import tensorflow as tf

        # Define the model architecture
        model = tf.keras.models.Sequential([
            tf.keras.layers.Dense(64, activation='relu', input_shape=(784,)),
            tf.keras.layers.Dense(64, activation='relu'),
            tf.keras.layers.Dense(784, activation='sigmoid')
        ])
        """

    static let rest = """
        # Compile the model with a loss function and optimizer
        model.compile(optimizer=tf.keras.optimizers.Adam(lr=0.001),
                      loss='binary_crossentropy',
                      metrics=['accuracy'])

        early_stopping = tf.keras.callbacks.EarlyStopping(monitor='val_loss',
                                                         patience=5,
                                                         min_delta=0.001)

        model.fit(X_train, y_train, epochs=100, batch_size=128, validation_data=(X_val, y_val),
                  callbacks=[early_stopping])
        """

    static let snippets = [
        "optimizer = Adam(lr=0.0001)\nmodel.compile(optimizer=optimizer, loss='mse')",
        """
        from keras.callbacks import ReduceLROnPlateau

        reduce_lr = ReduceLROnPlateau(monitor='val_loss', factor=0.2, patience=5, min_lr=0.00001)
        model.fit(X_train, y_train, epochs=100, validation_split=0.2, callbacks=[reduce_lr])
        """,
        "optimizer = Adam(lr=0.0001, beta_1=0.9, beta_2=0.9995)\nmodel.compile(optimizer=optimizer, loss='mse')",
        """
        from keras.optimizers import Adam
        from keras import backend as K

        optimizer = Adam(lr=0.0001, clipvalue=1.0)
        model.compile(optimizer=optimizer, loss='mse')
        """,
        """
        from keras.layers import Dropout, Dense
        from keras.regularizers import l2

        # Adding Dropout
        model.add(Dense(64, activation='relu'))
        model.add(Dropout(0.3))  # Dropout rate of 30%

        # Adding L2 Regularization
        model.add(Dense(64, activation='relu', kernel_regularizer=l2(0.01)))
        """,
    ]

    private func session() -> Session {
        let session = Session(registry: ListingTests.registry)
        for name in ["X_train", "y_train", "X_val", "y_val"] { session.variables[name] = .list([.int(1)]) }
        return session
    }

    @Test("The autoencoder's listing runs as pasted, at once and line by line")
    func autoencoder() throws {
        let session = session()
        let outcome = try session.evaluate(ListingTests.autoencoder)
        #expect(!outcome.isShown)
        #expect(session.variables["model"]?.repr.contains("'input_shape': (784,)") == true)
        session.variables["model"] = nil
        let fit = try session.evaluate(ListingTests.rest)
        #expect(fit.value.repr.contains("'validation_data': ([1], [1])"), "\(fit.value.repr)")

        var typed = ""
        for line in ListingTests.autoencoder.split(separator: "\n", omittingEmptySubsequences: false) {
            typed += line + "\n"
            if Parser.isIncomplete(typed) { continue }
            _ = try session.evaluate(typed)
            typed = ""
        }
        #expect(typed.isEmpty)
        #expect(session.variables["model"]?.repr.hasPrefix("('Sequential'") == true)
    }

    @Test("Every snippet about stabilising Adam runs as pasted", arguments: snippets)
    func snippet(text: String) throws { _ = try session().evaluate(text) }

    @Test("Dotted names, renamed imports and the dialect of the library they come from")
    func modules() {
        let session = session()
        let cases = [
            ("import keras; keras.optimizers.RMSprop()", "'keras'"),
            ("import torch.optim as optim; optim.RMSprop()", "'pytorch'"),
            ("import torch; torch.optim.RMSprop(dialect='mine')", "'mine'"),
            ("import torch.nn as nn; nn.MSELoss()", "('MSELoss', [], {})"),
            ("from keras.layers import Dense as D; D(3)", "('Dense', [3], {})"),
            ("from keras.layers import (Dense,\n Dropout)\nDropout(1)", "('Dropout', [1], {})"),
            ("from keras.layers import *; Dense()", "('Dense', [], {})"),
            ("keras.layers.Dens(3)", "! keras.layers.Dens is not a word here"),
            ("from keras.layers import Nope", "! keras.layers.Nope is not a word here"),
            ("import os", "! there is no module os here"),
            ("import keras.nothing", "! keras.nothing is not a module known here"),
            ("keras", "<module 'keras'>"),
            ("keras = 3; keras", "3"),
        ]
        for (text, expected) in cases { #expect(spelled(text, in: session) == expected, "\(text)") }
    }
}
