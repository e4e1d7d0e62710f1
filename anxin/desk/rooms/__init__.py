"""Rooms (服务群) as they are read: who may come in (`access`), what was said (`reading`), how the API and a page say it
(`show`), and how it is pushed to all who have it open (`feed`). What is done in them stands in `actions/rooms`."""
