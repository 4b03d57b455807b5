import numpy as np
from keras.layers import LSTM, Dense, Input
from keras.models import Model
from keras.optimizers import SGD

latent_dim, num_encoder_tokens, num_decoder_tokens = 3, 4, 5

encoder_inputs = Input(shape=(None, num_encoder_tokens))
encoder = LSTM(latent_dim, return_state=True)
encoder_outputs, state_h, state_c = encoder(encoder_inputs)
encoder_states = [state_h, state_c]

decoder_inputs = Input(shape=(None, num_decoder_tokens))
decoder_lstm = LSTM(latent_dim, return_sequences=True, return_state=True)
decoder_outputs, _, _ = decoder_lstm(decoder_inputs, initial_state=encoder_states)
decoder_dense = Dense(num_decoder_tokens, activation="softmax")
decoder_outputs = decoder_dense(decoder_outputs)

model = Model([encoder_inputs, decoder_inputs], decoder_outputs)
print([layer.__class__.__name__ for layer in model.layers])

rows = np.arange(6)
eye = np.eye(5, dtype="float32")
source = np.stack([np.eye(4, dtype="float32")[(rows + k) % 4] for k in range(3)], axis=1)
target_in = np.stack([eye[(rows + k) % 5] for k in range(4)], axis=1)
target = np.stack([eye[(rows + k + 1) % 5] for k in range(4)], axis=1)

# Weights that need no random numbers.
print(model.predict([source, target_in], verbose=0).shape)
for layer in (encoder, decoder_lstm, decoder_dense):
    layer.set_weights([
        np.sin(np.arange(w.size, dtype="float32") * 0.3 + place).reshape(w.shape)
        for place, w in enumerate(layer.get_weights())])

model.compile(optimizer=SGD(0.5), loss="categorical_crossentropy")
history = model.fit([source, target_in], target, batch_size=3, epochs=4, shuffle=False, verbose=0)
print([round(loss, 4) for loss in history.history["loss"]])

# The same layers, one token after the other.
encoder_model = Model(encoder_inputs, encoder_states)
decoder_state_input_h = Input(shape=(latent_dim,))
decoder_state_input_c = Input(shape=(latent_dim,))
decoder_states_inputs = [decoder_state_input_h, decoder_state_input_c]
decoder_outputs, state_h, state_c = decoder_lstm(decoder_inputs, initial_state=decoder_states_inputs)
decoder_states = [state_h, state_c]
decoder_outputs = decoder_dense(decoder_outputs)
decoder_model = Model([decoder_inputs] + decoder_states_inputs, [decoder_outputs] + decoder_states)


def decode_sequence(input_seq):
    states_value = encoder_model.predict(input_seq, verbose=0)
    target_seq = np.zeros((1, 1, num_decoder_tokens))
    target_seq[0, 0, 0] = 1.0
    decoded = []
    for _ in range(4):
        output_tokens, h, c = decoder_model.predict([target_seq] + states_value, verbose=0)
        token = int(np.argmax(output_tokens[0, -1, :]))
        decoded.append((token, round(float(output_tokens[0, -1, token]), 3)))
        target_seq = np.zeros((1, 1, num_decoder_tokens))
        target_seq[0, 0, token] = 1.0
        states_value = [h, c]
    return decoded


for k in range(2):
    print(decode_sequence(source[k:k + 1]))
print([round(float(v), 4) for v in encoder_model.predict(source[:1], verbose=0)[1][0]])
