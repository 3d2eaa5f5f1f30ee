-- A library of version 1.0 as Rushes 0.1.0 left it: schema, two generations, a draft.
PRAGMA journal_mode = WAL;
BEGIN;
CREATE TABLE generation (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    engine TEXT NOT NULL,
    stage TEXT NOT NULL,
    owner TEXT,
    held INTEGER NOT NULL DEFAULT 0,
    stopped INTEGER NOT NULL DEFAULT 0,
    origin TEXT NOT NULL DEFAULT '',
    remote_id TEXT,
    status_word TEXT NOT NULL DEFAULT '',
    excerpt TEXT NOT NULL,
    workflow TEXT NOT NULL,
    aspect_ratio TEXT NOT NULL,
    resolution TEXT NOT NULL,
    duration INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    submitted_ms INTEGER,
    accepted_ms INTEGER,
    rendering_ms INTEGER,
    finished_ms INTEGER,
    ready_ms INTEGER,
    deleted_ms INTEGER,
    credits_before REAL,
    credits_after REAL,
    usage_total REAL,
    usage_subscription REAL,
    usage_permanent REAL,
    code TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    message TEXT NOT NULL DEFAULT '',
    next_step TEXT NOT NULL DEFAULT '',
    result_url TEXT,
    take_path TEXT,
    take_sha256 TEXT,
    take_size INTEGER,
    take_width INTEGER,
    take_height INTEGER,
    take_duration REAL,
    take_frames INTEGER,
    take_frame_rate REAL,
    take_sound INTEGER
);
CREATE TABLE detail (
    row INTEGER PRIMARY KEY REFERENCES generation (row) ON DELETE CASCADE,
    recipe TEXT NOT NULL,
    used_input TEXT NOT NULL DEFAULT '{}',
    answer TEXT NOT NULL DEFAULT '{}'
);
CREATE TABLE words (
    row INTEGER PRIMARY KEY REFERENCES generation (row) ON DELETE CASCADE,
    prompt TEXT NOT NULL,
    other TEXT NOT NULL DEFAULT '',
    ids TEXT NOT NULL DEFAULT ''
);
CREATE TABLE reference_use (
    row INTEGER NOT NULL REFERENCES generation (row) ON DELETE CASCADE,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (row, sha256)
) WITHOUT ROWID;
CREATE INDEX reference_use_sha256 ON reference_use (sha256);
CREATE TABLE totals (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    entries INTEGER NOT NULL DEFAULT 0,
    takes INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0,
    bin_entries INTEGER NOT NULL DEFAULT 0,
    bin_bytes INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE draft (name TEXT PRIMARY KEY, text TEXT NOT NULL, saved_ms INTEGER NOT NULL);
CREATE INDEX listed ON generation (row DESC, created_ms, stage, engine) WHERE deleted_ms IS NULL;
CREATE INDEX binned ON generation (row DESC, created_ms, stage) WHERE deleted_ms IS NOT NULL;
CREATE INDEX live ON generation (row, stage, engine, owner, held, stopped) WHERE stage IN ('waiting', 'submitting', 'unconfirmed', 'queued', 'rendering', 'fetching');
CREATE INDEX trouble ON generation (row DESC, created_ms, stage) WHERE stage IN ('unconfirmed', 'failed', 'canceled') AND deleted_ms IS NULL;
CREATE INDEX made_in ON generation (engine, resolution, duration, row, submitted_ms, finished_ms) WHERE stage = 'ready';
CREATE VIRTUAL TABLE words_fts USING fts5 (prompt, other, ids, content = 'words', content_rowid = 'row', tokenize = 'trigram case_sensitive 1');
CREATE VIRTUAL TABLE words_terms USING fts5vocab (words_fts, 'col');
CREATE TRIGGER words_put AFTER INSERT ON words BEGIN INSERT INTO words_fts (rowid, prompt, other, ids) VALUES (new.row, new.prompt, new.other, new.ids); END;
CREATE TRIGGER words_take AFTER DELETE ON words BEGIN INSERT INTO words_fts (words_fts, rowid, prompt, other, ids) VALUES ('delete', old.row, old.prompt, old.other, old.ids); END;
CREATE TRIGGER words_change AFTER UPDATE ON words BEGIN INSERT INTO words_fts (words_fts, rowid, prompt, other, ids) VALUES ('delete', old.row, old.prompt, old.other, old.ids); INSERT INTO words_fts (rowid, prompt, other, ids) VALUES (new.row, new.prompt, new.other, new.ids); END;
CREATE TRIGGER totals_put AFTER INSERT ON generation BEGIN UPDATE totals SET entries = entries + (new.deleted_ms IS NULL), takes = takes + (new.stage = 'ready' AND (new.deleted_ms IS NULL)), bytes = bytes + (new.deleted_ms IS NULL) * ifnull(new.take_size, 0), bin_entries = bin_entries + (new.deleted_ms IS NOT NULL), bin_bytes = bin_bytes + (new.deleted_ms IS NOT NULL) * ifnull(new.take_size, 0); END;
CREATE TRIGGER totals_take AFTER DELETE ON generation BEGIN UPDATE totals SET entries = entries - (old.deleted_ms IS NULL), takes = takes - (old.stage = 'ready' AND (old.deleted_ms IS NULL)), bytes = bytes - (old.deleted_ms IS NULL) * ifnull(old.take_size, 0), bin_entries = bin_entries - (old.deleted_ms IS NOT NULL), bin_bytes = bin_bytes - (old.deleted_ms IS NOT NULL) * ifnull(old.take_size, 0); END;
CREATE TRIGGER totals_change AFTER UPDATE OF stage, deleted_ms, take_size ON generation BEGIN UPDATE totals SET entries = entries - (old.deleted_ms IS NULL), takes = takes - (old.stage = 'ready' AND (old.deleted_ms IS NULL)), bytes = bytes - (old.deleted_ms IS NULL) * ifnull(old.take_size, 0), bin_entries = bin_entries - (old.deleted_ms IS NOT NULL), bin_bytes = bin_bytes - (old.deleted_ms IS NOT NULL) * ifnull(old.take_size, 0); UPDATE totals SET entries = entries + (new.deleted_ms IS NULL), takes = takes + (new.stage = 'ready' AND (new.deleted_ms IS NULL)), bytes = bytes + (new.deleted_ms IS NULL) * ifnull(new.take_size, 0), bin_entries = bin_entries + (new.deleted_ms IS NOT NULL), bin_bytes = bin_bytes + (new.deleted_ms IS NOT NULL) * ifnull(new.take_size, 0); END;
INSERT INTO totals (one) VALUES (1);
INSERT INTO generation (row, id, engine, stage, held, stopped, origin, remote_id, status_word, excerpt, workflow, aspect_ratio, resolution, duration, created_ms, submitted_ms, accepted_ms, finished_ms, ready_ms, credits_before, usage_total, usage_subscription, usage_permanent, code, title, message, next_step) VALUES (1, 'f1xwqn9t38zi', 'skills.video', 'ready', 0, 0, 'window', 'gen_9f2c', '', '一只狐狸在雪地里奔跑 "quoted" it''s', 'text', '16:9', '720p', 5, 1795357925123, 1795357925123, 1795357925123, 1795357925123, 1795357925123, 500.0, 20.0, 15.0, 5.0, '', '', '', '');
INSERT INTO generation (row, id, engine, stage, held, stopped, origin, status_word, excerpt, workflow, aspect_ratio, resolution, duration, created_ms, submitted_ms, finished_ms, code, title, message, next_step) VALUES (2, '9cctn5hd6kfx', 'skills.video', 'failed', 0, 0, 'window', '', 'A fox, refused', 'text', '16:9', '720p', 5, 1795357925123, 1795357925123, 1795357925123, 'VIDEO_GENERATION_CONTENT_REJECTED', 'Refused', '', '');
INSERT INTO detail (row, recipe, used_input, answer) VALUES (1, '{"version":1,"workflow":"text","prompt":"一只狐狸在雪地里奔跑 \"quoted\" it''s","parameters":{"aspect_ratio":"16:9","resolution":"720p","duration":5,"generate_audio":true,"seed":null,"end_user_id":null},"references":[],"extra":{}}', '{"seed":1}', '{"id":"gen_9f2c"}');
INSERT INTO detail (row, recipe, used_input, answer) VALUES (2, '{"version":1,"workflow":"text","prompt":"A fox, refused","parameters":{"aspect_ratio":"16:9","resolution":"720p","duration":5,"generate_audio":true,"seed":null,"end_user_id":null},"references":[],"extra":{}}', '{}', '{}');
INSERT INTO words (row, prompt, other, ids) VALUES (1, '一只狐狸在雪地里奔跑 "quoted" it''s  ', '  ', 'f1xwqn9t38zi
gen_9f2c');
INSERT INTO words (row, prompt, other, ids) VALUES (2, 'a fox, refused  ', 'video_generation_content_rejected
refused  ', '9cctn5hd6kfx
');
INSERT INTO draft (name, text, saved_ms) VALUES ('main', '{}', 1795357925123);
PRAGMA application_id = 1381323592;
PRAGMA user_version = 65536;
COMMIT;
