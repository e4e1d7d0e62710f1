"""Verbs of rooms (服务群): open and close one; join, leave, read; post, ask and answer in it; hide, silence.

`follow` carries what happens to a question that was asked in a room into the room.
"""
