"""What the coordinator's board shows of a rota: person × day, profession × hour, one cell with all that can be done about it.

Everything is read from one `Facts`; tables are written as strings, since one has five thousand cells.
"""
