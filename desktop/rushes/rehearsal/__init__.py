"""The rehearsal engine: a stand-in for skills.video that runs on this computer, free of charge.

It speaks the HTTP of the service (routes, statuses, errors, event stream, multipart) in a process of its own
and answers with an animatic drawn from the very inputs of the request. It is written from the service's
published documentation and shares no code with the client in `rushes.api`: a stand-in that shared the client's
encoder would agree with its mistakes.
"""
